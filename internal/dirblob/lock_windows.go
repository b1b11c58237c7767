//go:build windows

package dirblob

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"unsafe"
)

var lockFileEx = syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")

// Codes and flags of the Windows API.
const (
	lockExclusiveNow   = 0x3 // LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY
	errorLockViolation = syscall.Errno(33)
	errorWriteProtect  = syscall.Errno(19)
	errorHandleFull    = syscall.Errno(39)
	errorDiskFull      = syscall.Errno(112)
)

// tryLock takes an exclusive lock on an open file without waiting. The system
// drops it when the file is closed or its process ends.
func tryLock(f *os.File) (bool, error) {
	var place syscall.Overlapped
	ok, _, err := lockFileEx.Call(f.Fd(), lockExclusiveNow, 0, 1, 0, uintptr(unsafe.Pointer(&place)))
	switch {
	case ok != 0:
		return true, nil
	case errors.Is(err, errorLockViolation), errors.Is(err, syscall.ERROR_IO_PENDING):
		return false, nil
	}
	return false, &fs.PathError{Op: "lock", Path: f.Name(), Err: err}
}

// placeNew gives the temporary file its name if nothing has that name.
func placeNew(d *Dir, temp, name string) error { return d.renameNew(temp, name) }

// syncFolder does nothing: Windows has no such call, and NTFS keeps its
// entries in a journal.
func syncFolder(string) error { return nil }

func isFull(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleFull)
}

func isReadOnly(err error) bool { return errors.Is(err, errorWriteProtect) }
