package pdfnative

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"concord/documents"
)

// encrypt256 makes a file whose streams are encrypted with AES-256; the user
// password is empty, or unknown when locked.
func encrypt256(w *pdfWriter, revision int, locked bool, streams ...int) []byte {
	hash := hash2B
	if revision == 5 {
		hash = func(salt []byte) []byte { h := sha256.Sum256(salt); return h[:] }
	}
	key := bytes.Repeat([]byte{7, 77}, 16)
	u := append(hash([]byte("validate")), "validatekey salt"...)
	if locked {
		u[0]++
	}
	block, _ := aes.NewCipher(hash([]byte("key salt")))
	ue := bytes.Clone(key)
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(ue, ue)
	data, _ := aes.NewCipher(key)
	for _, n := range streams {
		head, body, _ := strings.Cut(w.objects[n], "\nstream\n")
		body = strings.TrimSuffix(body, "\nendstream")
		head = head[2:strings.Index(head, "/Length")]
		pad := 16 - len(body)%16
		b := append([]byte(body), bytes.Repeat([]byte{byte(pad)}, pad)...)
		iv := []byte("0123456789abcdef")
		cipher.NewCBCEncrypter(data, iv).CryptBlocks(b, b)
		w.stream(n, head, string(iv)+string(b))
	}
	w.set(30, fmt.Sprintf("<</Filter/Standard/V 5/R %d/Length 256/CF<</StdCF<</CFM/AESV3/U(no)>>>>/StmF/StdCF/StrF/StdCF/U<%x>/UE<%x>/O<%x>/P -4>>", revision, u, ue, u))
	return w.withTrailer("/Encrypt 30 0 R/ID[<00><00>]").bytes()
}

func TestAES256(t *testing.T) {
	for _, revision := range []int{5, 6} {
		w := newPDF(hello)
		w.stream(4, "/Filter/FlateDecode", deflate(hello))
		if got := text(onePage(t, encrypt256(w, revision, false, 4))); got != "Hello" {
			t.Errorf("revision %d: %q", revision, got)
		}
	}
	_, err := readAll(encrypt256(newPDF(hello), 6, true, 4))
	var p *documents.Problem
	if !errors.As(err, &p) || p.Code != "pdf-encrypted" || !strings.Contains(p.Message.EN, "password") {
		t.Errorf("a locked file: %v", err)
	}
}

// Where only attachments are encrypted, the text is open.
func TestAES256OfAttachments(t *testing.T) {
	data := encrypt256(newPDF(hello), 6, true)
	data = bytes.Replace(data, []byte("/StmF/StdCF"), []byte("/StmF/Ident"), 1)
	data = bytes.Replace(data, []byte("/Ident/StrF/StdCF"), []byte("/Identity/StrF/No"), 1)
	if got := text(onePage(t, data)); got != "Hello" {
		t.Errorf("got %q", got)
	}
}

// A file made by another program: its key is found, its one page is blank.
func TestAES256OfOthers(t *testing.T) {
	data, err := os.ReadFile("../../../shared/data/pdf/hard/pdfjs-empty_protected.pdf")
	if err != nil {
		t.Skip("SKIPPED: ../shared/data/pdf/hard is not here")
	}
	pages, err := readAll(data)
	var p *documents.Problem
	if !errors.As(err, &p) || p.Code != "pdf-without-text" || len(pages) != 1 || len(pages[0].Warnings) > 0 {
		t.Errorf("%v, %d pages", err, len(pages))
	}
}

// Objects 1 to 3 stand in an encrypted object stream.
func TestAES256ObjectStream(t *testing.T) {
	w := newPDF(hello)
	head, body := "", ""
	for n := 1; n <= 3; n++ {
		head += fmt.Sprintf("%d %d ", n, len(body))
		body += w.objects[n] + "\n"
		delete(w.objects, n)
	}
	w.stream(20, fmt.Sprintf("/Type/ObjStm/N 3/First %d", len(head)), head+body)
	if got := text(onePage(t, encrypt256(w, 6, false, 4, 20))); got != "Hello" {
		t.Errorf("got %q", got)
	}
}
