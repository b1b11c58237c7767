package ocr

import "syscall"

// dieWithParent asks the kernel to kill the program when its parent ends.
func dieWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
