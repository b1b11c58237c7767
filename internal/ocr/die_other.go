//go:build !linux

package ocr

import "syscall"

// dieWithParent: no such thing here; a page of tesseract ends by itself in
// seconds.
func dieWithParent() *syscall.SysProcAttr { return nil }
