package glossary

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"

	"concord/documents"
)

// Read reads a glossary in any of the formats that are text, told apart by how
// the file begins: TBX by a "<", else CSV with its commas, semicolons, tabs or
// bars. Workbooks are not text; their rows go to FromRows. A file that is in
// memory is read fastest as a *bytes.Buffer.
func Read(r io.Reader, path string) (*Glossary, error) {
	raw, g, err := begin(r, path)
	if err != nil {
		return nil, err
	}
	if looksXML(raw) {
		return readTBX(raw, g)
	}
	return readCSV(raw, g)
}

// looksXML reports whether a file begins with a "<", after a byte order mark
// and space, in UTF-8 or UTF-16.
func looksXML(raw []byte) bool {
	head := bytes.TrimPrefix(raw[:min(len(raw), 256)], []byte("\xef\xbb\xbf"))
	if utf16Of(head) != nil {
		head = bytes.ReplaceAll(bytes.TrimLeft(head, "\xff\xfe"), []byte{0}, nil)
	}
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<"))
}

// readAll reads a file whole. What a *bytes.Buffer holds is not copied: a large
// glossary is tens of megabytes, and all that is kept of it is copied later.
func readAll(r io.Reader, path string) ([]byte, error) {
	if whole, ok := r.(*bytes.Buffer); ok && whole.Len() <= maxBytes {
		return whole.Next(whole.Len()), nil
	}
	var b bytes.Buffer
	if sized, ok := r.(interface{ Len() int }); ok {
		b.Grow(min(sized.Len(), maxBytes) + bytes.MinRead)
	}
	_, err := b.ReadFrom(io.LimitReader(r, maxBytes+1))
	raw := b.Bytes()
	if err != nil {
		return nil, documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %s\u00a0: lecture impossible", "glossary %s: cannot be read", path).Because(err)
	}
	if len(raw) > maxBytes {
		return nil, documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %s\u00a0: plus de %d Mio\u00a0; scindez-le en plusieurs fichiers",
			"glossary %s: larger than %d MiB; split it into several files", path, maxBytes>>20)
	}
	return raw, nil
}

// begin reads a file whole and starts its glossary.
func begin(r io.Reader, path string) ([]byte, *Glossary, error) {
	raw, err := readAll(r, path)
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256(raw)
	return raw, &Glossary{Path: path, SHA256: hex.EncodeToString(sum[:])}, nil
}

func itoa(n int) string { return strconv.Itoa(n) }
