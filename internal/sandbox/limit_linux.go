package sandbox

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// dieWithParent asks the kernel to kill the child when its parent ends.
func dieWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}

// limitData lets the process have that many more bytes of writable memory than
// it has now, and no core file. Go takes such memory in pieces of 64 MB, of
// which one may be nearly empty, so there is room for two more.
func limitData(bytes int64) {
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	now, ok := dataNow()
	if !ok {
		return
	}
	most := uint64(now + bytes + 128<<20)
	_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: most, Max: most})
}

// dataNow reads the writable memory of this process, in bytes.
func dataNow() (int64, bool) {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmData:"); ok {
			kb, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kb << 10, err == nil
		}
	}
	return 0, false
}
