package extract

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"concord/documents"
)

// Limits of documents that are zip files.
const (
	maxEntries = 10_000
	// maxRatio is the most that a part may be unpacked to. XML of a long table
	// reaches 60.
	maxRatio = 200
	// freely is the size in bytes under which the ratio does not matter.
	freely = 1 << 20
	// maxUnpacked is the most bytes unpacked of one document. Pictures are not
	// unpacked.
	maxUnpacked = 512 << 20
)

// A zipFile gives the parts of a document that is a zip file.
type zipFile struct {
	path  string // of the document
	parts map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

var errNotZip = cause("ce n’est pas un fichier zip", "it is not a zip file")

// openZip reads the directory of a zip file.
func openZip(path string, data []byte) (*zipFile, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged(path, "", err)
	}
	if len(r.File) > maxEntries {
		return nil, tooMuch(path)
	}
	z := &zipFile{path: path, parts: make(map[string]*zip.File, len(r.File)), left: maxUnpacked}
	for _, f := range r.File {
		name := partName(f.Name)
		if _, twice := z.parts[name]; twice && !strings.HasSuffix(name, "/") {
			// Which of the two is read depends on the program: one text may
			// be shown and another one checked.
			return nil, damaged(path, name, cause("elle s’y trouve deux fois", "it is there twice"))
		}
		z.parts[name] = f
	}
	return z, nil
}

// partName gives a part's name as it is looked up: with slashes, without one
// at the start.
func partName(s string) string {
	return strings.TrimPrefix(strings.ReplaceAll(s, `\`, "/"), "/")
}

func (z *zipFile) has(name string) bool { return z.parts[name] != nil }

// open begins to read a part. The reader's errors are *documents.Problem.
func (z *zipFile) open(name string) (io.Reader, error) {
	f := z.parts[name]
	if f == nil {
		return nil, damaged(z.path, name, cause("elle manque", "it is not there"))
	}
	if f.Flags&1 != 0 {
		return nil, locked(z.path)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(z.path, name, err)
	}
	return &partReader{z: z, name: name, r: r, packed: int64(f.CompressedSize64)}, nil
}

// start returns the first bytes of a part, none if it cannot be read.
func (z *zipFile) start(name string, n int64) []byte {
	r, err := z.open(name)
	if err != nil {
		return nil
	}
	data, _ := io.ReadAll(io.LimitReader(r, n))
	return data
}

// A partReader holds what is unpacked to the limits, whatever the directory
// of the zip file says.
type partReader struct {
	z            *zipFile
	name         string
	r            io.Reader
	packed, read int64
}

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.read += int64(n)
	if p.z.left -= int64(n); p.z.left < 0 || p.read > freely && p.read/maxRatio > p.packed {
		return 0, tooMuch(p.z.path)
	}
	if err != nil && err != io.EOF {
		err = damaged(p.z.path, p.name, err)
	}
	return n, err
}

// locked says that a document needs a password.
func locked(path string) error {
	return documents.Problemf(documents.Unreadable, "document-encrypted",
		"%s : le document est protégé par un mot de passe ; enregistrez-en une copie sans mot de passe",
		"%s: the document is protected by a password; save a copy without one", path)
}
