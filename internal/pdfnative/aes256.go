package pdfnative

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"io"

	"github.com/ledongthuc/pdf"
)

// Files encrypted with AES-256 (V 5), which the parser refuses. Many reports
// are: they can be read by anyone but have an owner password against editing.
// The key does not depend on the object, so it is enough to hide the Encrypt
// entry from the parser and to decrypt each stream here. Strings stay
// encrypted; the text of a page never depends on them, save ActualText, which
// is then not used.

// openAES256 opens a file encrypted with AES-256 whose user password is empty.
// ok is false when the file is not of this kind.
func openAES256(data []byte, limits Limits) (f *file, ok bool, err error) {
	d, found := encryptDict(data)
	if !found || d.v != 5 {
		return nil, false, nil
	}
	var key []byte
	// Without a filter for streams only attachments are encrypted.
	if d.stmF != "" && d.stmF != "Identity" {
		if len(d.u) < 48 || len(d.ue) < 32 {
			return nil, false, nil
		}
		if key = d.key(); key == nil {
			return nil, true, needsPassword()
		}
	}
	data = bytes.ReplaceAll(data, []byte("/Encrypt"), []byte("/Hidden0"))
	f, err = rebuild(data, limits, key)
	return f, true, err
}

// An encryption dictionary, as far as AES-256 needs it.
type cryptDict struct {
	v, r  int
	stmF  string // the name of the filter for streams
	u, ue []byte
}

// encryptDict finds the encryption dictionary from the raw bytes: the parser
// gives up before it hands it out.
func encryptDict(data []byte) (cryptDict, bool) {
	at := encryptEntry(data)
	if at < 0 {
		return cryptDict{}, false
	}
	if id, ok := reference(data[at:]); ok {
		if at, ok = scanObjects(data)[id]; !ok {
			return cryptDict{}, false
		}
	}
	const longest = 8192
	lex := newLexer(bytes.NewReader(data[at:min(len(data), at+longest)]))
	var d cryptDict
	depth := 0
	key := ""
	for {
		t := lex.next()
		switch t.kind {
		case kEOF:
			return d, false
		case kDictOpen:
			depth++
		case kDictClose:
			if depth--; depth <= 0 {
				return d, true
			}
		case kName:
			if depth == 1 && key == "StmF" {
				d.stmF, key = string(t.bytes), ""
				continue
			}
			if depth == 1 {
				key = string(t.bytes)
			}
			continue
		case kNumber:
			switch {
			case depth == 1 && key == "V":
				d.v = int(t.num)
			case depth == 1 && key == "R":
				d.r = int(t.num)
			}
		case kString:
			switch {
			case depth == 1 && key == "U":
				d.u = bytes.Clone(t.bytes)
			case depth == 1 && key == "UE":
				d.ue = bytes.Clone(t.bytes)
			}
		}
		key = ""
	}
}

// encryptEntry gives the place after the last Encrypt key, -1 without one.
func encryptEntry(data []byte) int {
	for end := len(data); ; {
		i := bytes.LastIndex(data[:end], []byte("/Encrypt"))
		if i < 0 {
			return -1
		}
		at := i + len("/Encrypt")
		if at < len(data) && (isSpace(data[at]) || isDelimiter(data[at])) { // not EncryptMetadata
			return at
		}
		end = i
	}
}

// key gives the file key for an empty user password, nil when that is not the
// password (ISO 32000-2, algorithm 2.A).
func (d cryptDict) key() []byte {
	hash := hash2B
	if d.r == 5 { // the extension before the standard
		hash = func(salt []byte) []byte { h := sha256.Sum256(salt); return h[:] }
	}
	if !bytes.Equal(hash(d.u[32:40]), d.u[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash(d.u[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, d.ue[:32])
	return key
}

// hash2B is algorithm 2.B of ISO 32000-2 for an empty password.
func hash2B(salt []byte) []byte {
	h := sha256.Sum256(salt)
	k := h[:]
	for i := 0; ; i++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		sum := 0
		for _, b := range e[:16] {
			sum += int(b)
		}
		switch sum % 3 {
		case 0:
			h := sha256.Sum256(e)
			k = h[:]
		case 1:
			h := sha512.Sum384(e)
			k = h[:]
		default:
			h := sha512.Sum512(e)
			k = h[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// decrypt gives the plain bytes of a stream: an initial vector of 16 bytes,
// then blocks, the last of which tells in its last byte how much of it is
// padding.
func decrypt(key, raw []byte, v pdf.Value) ([]byte, error) {
	if v.Key("Type").Name() == "XRef" {
		return raw, nil
	}
	if len(raw) < 2*aes.BlockSize {
		return nil, io.ErrUnexpectedEOF
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, errors.New("key")
	}
	iv, body := raw[:aes.BlockSize], raw[aes.BlockSize:]
	body = bytes.Clone(body[:len(body)/aes.BlockSize*aes.BlockSize])
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(body, body)
	if pad := int(body[len(body)-1]); pad >= 1 && pad <= aes.BlockSize {
		body = body[:len(body)-pad]
	}
	return body, nil
}
