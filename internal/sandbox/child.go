package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// Child reports whether this process is a child that is to do a task.
func Child(task string) bool {
	return len(os.Args) == 5 && os.Args[1] == Arg && os.Args[2] == task
}

// Serve does a child's work under its limits and returns the exit code. work
// gets the request and the input, and sends what it finds; its error is
// written to standard error.
func Serve(work func(request string, in io.Reader, out *Sender) error) int {
	var limits Limits
	if err := json.Unmarshal([]byte(os.Args[3]), &limits); err != nil {
		fmt.Fprintln(os.Stderr, "limits:", err)
		return 2
	}
	guard(limits)
	out := &Sender{w: os.Stdout}
	if err := work(os.Args[4], os.Stdin, out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0
}

// A Sender sends messages to the parent. It may be used from several
// goroutines.
type Sender struct {
	mu sync.Mutex
	w  io.Writer
}

// Send sends one message. kind is the caller's own.
func (s *Sender) Send(kind byte, payload []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	head := [headLen]byte{kind}
	binary.BigEndian.PutUint32(head[1:], uint32(len(payload)))
	if _, err := s.w.Write(head[:]); err != nil {
		return err
	}
	_, err := s.w.Write(payload)
	return err
}

// watchEvery is how often a child looks at its memory. A Go program can fill
// about 20 MB in that time, which is the error of the limit.
const watchEvery = 10 * time.Millisecond

// guard puts the limits on this process.
//
// The address space cannot be limited: Go reserves far more of it than it uses.
// So the memory that the runtime holds is measured a hundred times a second,
// the collector is told to work harder when it comes close, and where the
// system has a limit on data (Linux) it stands behind that, for the one
// allocation that is too large at once.
func guard(l Limits) {
	if l.Stack > 0 {
		debug.SetMaxStack(l.Stack)
	}
	if l.Memory > 0 {
		debug.SetMemoryLimit(l.Memory - l.Memory/8)
		limitData(l.Memory)
	}
	parent := os.Getppid()
	start := time.Now()
	go func() {
		for range time.Tick(watchEvery) {
			switch {
			case l.Memory > 0 && used() > uint64(l.Memory):
				fmt.Fprintf(os.Stderr, "memory: over %d bytes\n", l.Memory)
				os.Exit(exitMemory)
			case l.Wall > 0 && time.Since(start) > l.Wall+l.Slack+time.Second:
				// The parent should have ended this process before.
				os.Exit(exitWall)
			case os.Getppid() != parent:
				os.Exit(exitOrphan)
			}
		}
	}()
}

// used gives the memory that the runtime holds from the system, in bytes.
func used() uint64 {
	sample := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
	}
	metrics.Read(sample)
	total, released := sample[0].Value, sample[1].Value
	if total.Kind() != metrics.KindUint64 || released.Kind() != metrics.KindUint64 {
		return 0
	}
	return total.Uint64() - released.Uint64()
}
