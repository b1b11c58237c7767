//go:build unix

package pdfium

import (
	"io/fs"
	"os"
	"syscall"
)

// ownedHere reports whether a folder belongs to this user and only this user
// may write there.
func ownedHere(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Getuid() && info.Mode().Perm()&0o022 == 0
}
