// Package sandbox runs work on untrusted files in a child process with limits.
// The child is the same program, told apart by its first argument.
//
// The program calls Child first thing in main, and in TestMain of tests that
// use the sandbox, since a test re-executes its own binary. When Child says so
// it does the work with Serve and exits. The parent calls Run, which hands over
// what the child sends and tells in a *Death how a child ended that did not end
// well: an endless loop, a stack overflow and exhausted memory cannot be
// stopped within a Go process, but a process can.
//
// The child dies with its parent, gets none of its environment, and leaves
// nothing behind. It is not kept from files or the network: the work is Go
// code of ours, which can be made to fail but not to obey.
package sandbox

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

// Arg is the hidden first argument of a child.
const Arg = "__concord-child"

// Limits bound one child.
type Limits struct {
	// Wall is the longest run, without what Running.Untimed allows.
	Wall time.Duration
	// Slack is the most that Untimed may add to Wall in all.
	Slack time.Duration
	// Memory is the most memory in bytes, program included.
	Memory int64
	// Output is the most bytes that the child may send.
	Output int64
	// Stack is the deepest stack of one goroutine in bytes.
	Stack int
}

// A Job is what a child is asked to do.
type Job struct {
	// Task names the work, for Child to tell.
	Task string
	// Request is handed to the child as it is; at most 64 KB.
	Request string
	// Input is the child's standard input. An *os.File is passed on without
	// copying.
	Input  io.Reader
	Limits Limits
	// Receive gets each message of the child, in order. An error ends the
	// child and is what Run returns.
	Receive func(r *Running, kind byte, payload []byte) error
}

// maxStderr bounds what is kept of the child's standard error, from its start:
// the cause of a crash stands there, the stack traces after it.
const maxStderr = 16 << 10

// Run starts a child and waits for its end. It returns nil when the child ended
// well, ctx's error when ctx was done, the error of Receive, or a *Death.
func Run(ctx context.Context, job Job) error {
	exe, err := os.Executable()
	if err != nil {
		return fmt.Errorf("own program: %w", err)
	}
	limits, err := json.Marshal(job.Limits)
	if err != nil {
		return err
	}
	// The child is killed when the thread that started it ends, so that
	// thread must be kept until the child is gone.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()

	killCtx, kill := context.WithCancel(ctx)
	defer kill()
	cmd := exec.CommandContext(killCtx, exe, Arg, job.Task, string(limits), job.Request)
	cmd.Env = environment()
	cmd.Stdin = job.Input
	cmd.WaitDelay = 2 * time.Second
	stderr := &head{max: maxStderr}
	cmd.Stderr = stderr
	cmd.SysProcAttr = dieWithParent()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("child process: %w", err)
	}
	r := &Running{kill: kill, slack: job.Limits.Slack, left: job.Limits.Wall}
	r.resume()
	received := r.receive(out, job)
	if received != nil {
		kill()
	}
	waited := cmd.Wait()
	cause := r.stop()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case cause != 0:
		return &Death{Cause: cause, Stderr: stderr.String()}
	case received != nil && !errors.Is(received, errCut):
		return received
	case waited != nil:
		return newDeath(cmd.ProcessState, stderr.String())
	case received != nil:
		return &Death{Cause: Crashed, Stderr: stderr.String(), Detail: "its last message is cut short"}
	}
	return nil
}

// environment is what a child gets: nothing of the parent's, which may hold
// keys. Windows cannot load its libraries without SystemRoot.
//
// A child works on one thing after the other. With one processor the collector
// has no idle ones to fill, which cost a tenth of the CPU time, and the parent
// keeps its own.
func environment() []string {
	env := []string{"GOTRACEBACK=single", "GOMAXPROCS=1", "GOGC=off"}
	if root := os.Getenv("SystemRoot"); root != "" {
		env = append(env, "SystemRoot="+root)
	}
	return env
}

// A Running child, as Receive sees it.
type Running struct {
	kill context.CancelFunc

	mu    sync.Mutex
	cause Cause
	done  bool
	idle  *time.Timer
	gen   int

	// wall ends the run when left has passed since started; it is nil while
	// the time does not count, which it may for slack more.
	wall        *time.Timer
	left, slack time.Duration
	started     time.Time
}

// Untimed lets the next message take d, as Expect does, and that time does not
// count to the limit on the run, up to Limits.Slack in all.
func (r *Running) Untimed(d time.Duration) {
	r.mu.Lock()
	d = min(d, r.slack)
	if r.wall != nil && d > 0 {
		r.wall.Stop()
		r.wall = nil
		r.left -= time.Since(r.started)
		r.started = time.Now()
	}
	r.mu.Unlock()
	if d > 0 {
		r.Expect(d)
	}
}

// resume lets the time of the run count again.
func (r *Running) resume() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.wall != nil || r.done {
		return
	}
	if !r.started.IsZero() {
		r.slack -= time.Since(r.started)
	}
	r.started = time.Now()
	r.wall = time.AfterFunc(max(r.left, 0), func() { r.end(TooLong) })
}

// stopWall ends the watch over the run.
func (r *Running) stopWall() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.wall != nil {
		r.wall.Stop()
	}
}

// Expect ends the child when its next message does not come within d; 0 lets
// it be silent.
func (r *Running) Expect(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gen++
	if r.idle != nil {
		r.idle.Stop()
		r.idle = nil
	}
	if d > 0 && !r.done {
		gen := r.gen
		r.idle = time.AfterFunc(d, func() {
			r.mu.Lock()
			late := gen == r.gen
			r.mu.Unlock()
			if late {
				r.end(Silent)
			}
		})
	}
}

// end kills the child for a cause; the first cause counts.
func (r *Running) end(c Cause) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return
	}
	if r.cause == 0 {
		r.cause = c
	}
	r.kill()
}

// stop ends all watching and gives the cause for which the child was killed.
func (r *Running) stop() Cause {
	r.Expect(0)
	r.stopWall()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done = true
	return r.cause
}

// errCut says that the child's output ended inside a message.
var errCut = errors.New("message cut short")

// receive reads messages until the child closes its output.
func (r *Running) receive(out io.Reader, job Job) error {
	in := bufio.NewReaderSize(out, 64<<10)
	left := job.Limits.Output
	var head [headLen]byte
	for {
		if _, err := io.ReadFull(in, head[:]); err != nil {
			if err == io.EOF {
				return nil
			}
			return errCut
		}
		n := int64(binary.BigEndian.Uint32(head[1:]))
		if left -= n + headLen; left < 0 {
			r.end(TooMuch)
			return nil
		}
		// The length is the child's word: memory is taken as bytes come, with
		// room at once for what most documents need.
		var payload bytes.Buffer
		payload.Grow(int(min(n, 4<<20)) + bytes.MinRead)
		if m, err := io.CopyN(&payload, in, n); err != nil || m != n {
			return errCut
		}
		r.Expect(0)
		r.resume()
		if err := job.Receive(r, head[0], payload.Bytes()); err != nil {
			return err
		}
	}
}

// headLen is the length of a message's head: its kind, and the length of what
// follows in four bytes, most significant first.
const headLen = 5

// A head keeps the first bytes written to it and drops the rest.
type head struct {
	mu  sync.Mutex
	b   []byte
	max int
}

func (h *head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.b = append(h.b, p[:min(len(p), h.max-len(h.b))]...)
	return len(p), nil
}

func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return string(h.b)
}
