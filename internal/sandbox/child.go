package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
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
	mu   sync.Mutex
	w    io.Writer
	head []byte
}

// Send sends one message. kind is the caller's own.
func (s *Sender) Send(kind byte, payload []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.head = binary.BigEndian.AppendUint32(append(s.head[:0], kind), uint32(len(payload)))
	// A short message is written at once: each write wakes the parent.
	const short = 256
	if len(payload) <= short {
		s.head, payload = append(s.head, payload...), nil
	}
	if _, err := s.w.Write(s.head); err != nil || payload == nil {
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
// the collector (see collector) is told to work harder when it comes close, and
// where the system has a limit on data (Linux) it stands behind that, for the
// one allocation that is too large at once.
func guard(l Limits) {
	if l.Stack > 0 {
		debug.SetMaxStack(l.Stack)
	}
	c := newCollector(l.Memory)
	if l.Memory > 0 {
		limitData(l.Memory)
	}
	parent := os.Getppid()
	start := time.Now()
	go func() {
		for range time.Tick(watchEvery) {
			c.adjust()
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

// quiet is the memory, in bytes, below which a child collects nothing. A report
// of 115 pages leaves 40 MB of garbage and has 25 MB in use; collecting at twice
// what is in use, as Go does from 4 MB on, took a fifth of a child's CPU time.
const quiet = 48 << 20

// A collector decides when garbage is collected: when the memory that the
// runtime holds reaches its limit. The limit is quiet or, when more than half
// of that is in use, twice what is in use. environment switches the collector's
// own pace off.
type collector struct {
	limit, most int64
	sample      []metrics.Sample
}

func newCollector(memory int64) *collector {
	c := &collector{most: memory - memory/8, sample: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
	if memory <= 0 {
		c.most = math.MaxInt64
	}
	c.set(quiet)
	debug.SetGCPercent(-1)
	return c
}

func (c *collector) set(limit int64) {
	c.limit = min(limit, c.most)
	debug.SetMemoryLimit(c.limit)
}

// adjust looks at what the latest collection left in use.
func (c *collector) adjust() {
	metrics.Read(c.sample)
	if c.sample[0].Value.Kind() != metrics.KindUint64 {
		return
	}
	// A limit that follows each small change would stop the program each time.
	want := max(quiet, 2*int64(c.sample[0].Value.Uint64()))
	if want = min(want, c.most); want > c.limit || want < c.limit/2 {
		c.set(want)
	}
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
