package sandbox_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"concord/internal/sandbox"
)

const task = "test"

func TestMain(m *testing.M) {
	if sandbox.Child(task) {
		os.Exit(sandbox.Serve(child))
	}
	if len(os.Args) == 2 && os.Args[1] == "parent-of-sleeper" {
		// A process that starts a sleeping child, tells that it runs, and is
		// then killed by the test.
		_ = run(context.Background(), "sleep", time.Minute, func(kind byte, payload []byte) error {
			os.Stdout.Write(payload)
			return nil
		})
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var sink [][]byte

// child misbehaves as it is told.
func child(request string, in io.Reader, out *sandbox.Sender) error {
	switch request {
	case "echo":
		b, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		return out.Send('e', b)
	case "env":
		return out.Send('v', []byte(strings.Join(os.Environ(), "\n")))
	case "hang":
		for i := 0; ; i++ {
			if i < 0 {
				return nil
			}
		}
	case "sleep":
		_ = out.Send('s', []byte(strconv.Itoa(os.Getpid())+"\n"))
		time.Sleep(time.Minute)
	case "slow-start":
		_ = out.Send('u', nil)
		time.Sleep(4 * time.Second)
		_ = out.Send('r', nil)
	case "slow-twice":
		_ = out.Send('u', nil)
		time.Sleep(300 * time.Millisecond)
		_ = out.Send('r', nil)
		time.Sleep(time.Minute)
	case "stack":
		fmt.Fprintln(os.Stderr, overflow(0))
	case "memory-slow":
		for {
			b := make([]byte, 1<<20)
			for i := range b {
				b[i] = 1
			}
			sink = append(sink, b)
		}
	case "memory-once":
		b := make([]byte, 64<<30)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		sink = append(sink, b)
	case "panic":
		panic("made to fail")
	case "flood":
		b := make([]byte, 1<<20)
		for {
			if err := out.Send('f', b); err != nil {
				return err
			}
		}
	case "cut":
		os.Stdout.Write([]byte{'c', 0, 0, 1, 0, 'x'})
	case "stderr":
		for range 10_000 {
			fmt.Fprintln(os.Stderr, strings.Repeat("x", 100))
		}
		return errors.New("gave up")
	}
	return nil
}

func overflow(n int) int {
	if n < 0 {
		return 0
	}
	return overflow(n+1) + 1
}

func limits(wall time.Duration) sandbox.Limits {
	return sandbox.Limits{Wall: wall, Memory: 128 << 20, Output: 8 << 20, Stack: 1 << 20}
}

func run(ctx context.Context, request string, wall time.Duration, receive func(kind byte, payload []byte) error) error {
	return sandbox.Run(ctx, sandbox.Job{
		Task: task, Request: request, Input: strings.NewReader("the input"), Limits: limits(wall),
		Receive: func(_ *sandbox.Running, kind byte, payload []byte) error { return receive(kind, payload) },
	})
}

func ignore(byte, []byte) error { return nil }

func TestMessages(t *testing.T) {
	var got bytes.Buffer
	if err := run(t.Context(), "echo", 10*time.Second, func(kind byte, payload []byte) error {
		got.WriteByte(kind)
		got.Write(payload)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if got.String() != "ethe input" {
		t.Errorf("got %q", got.String())
	}
}

func TestDeaths(t *testing.T) {
	for request, want := range map[string]sandbox.Cause{
		"hang":        sandbox.TooLong,
		"stack":       sandbox.StackOverflow,
		"memory-slow": sandbox.OutOfMemory,
		"memory-once": sandbox.OutOfMemory,
		"panic":       sandbox.Crashed,
		"flood":       sandbox.TooMuch,
		"cut":         sandbox.Crashed,
		"stderr":      sandbox.Crashed,
	} {
		t.Run(request, func(t *testing.T) {
			wall := 20 * time.Second
			if request == "hang" {
				wall = 500 * time.Millisecond
			}
			if request == "memory-once" && runtime.GOOS != "linux" {
				t.Skip("one allocation that is too large is caught by a limit that only Linux has")
			}
			start := time.Now()
			err := run(t.Context(), request, wall, ignore)
			var d *sandbox.Death
			if !errors.As(err, &d) {
				t.Fatalf("got %v, want a Death", err)
			}
			if d.Cause != want {
				t.Errorf("cause %v (%s), want %v\n%s", d.Cause, d.Detail, want, d.Stderr)
			}
			if len(d.Stderr) > 16<<10 {
				t.Errorf("%d bytes of standard error kept", len(d.Stderr))
			}
			if request == "panic" && d.Detail != "panic: made to fail" {
				t.Errorf("detail %q", d.Detail)
			}
			t.Logf("%v after %v", d, time.Since(start).Round(time.Millisecond))
		})
	}
}

func TestSilence(t *testing.T) {
	err := sandbox.Run(t.Context(), sandbox.Job{
		Task: task, Request: "sleep", Limits: limits(time.Minute),
		Receive: func(r *sandbox.Running, kind byte, _ []byte) error {
			r.Expect(100 * time.Millisecond)
			return nil
		},
	})
	var d *sandbox.Death
	if !errors.As(err, &d) || d.Cause != sandbox.Silent {
		t.Errorf("got %v, want Silent", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	pid := 0
	err := run(ctx, "sleep", time.Minute, func(_ byte, payload []byte) error {
		pid, _ = strconv.Atoi(strings.TrimSpace(string(payload)))
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if alive(pid) {
		t.Errorf("child %d lives on, or is a zombie", pid)
	}
}

func TestReceiveEndsTheChild(t *testing.T) {
	enough := errors.New("enough")
	err := run(t.Context(), "flood", time.Minute, func(byte, []byte) error { return enough })
	if !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
}

func TestEnvironmentIsNotHandedOn(t *testing.T) {
	t.Setenv("AWS_SECRET_ACCESS_KEY", "very-secret")
	var got string
	if err := run(t.Context(), "env", 10*time.Second, func(_ byte, payload []byte) error { got = string(payload); return nil }); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(got, "very-secret") || strings.Contains(got, "HOME=") {
		t.Errorf("the child sees %q", got)
	}
}

func TestChildDiesWithItsParent(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs signals")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	parent := exec.Command(exe, "parent-of-sleeper")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	if _, err := fmt.Fscan(out, &pid); err != nil {
		t.Fatal(err)
	}
	_ = parent.Process.Kill()
	_ = parent.Wait()
	for range 200 {
		if !alive(pid) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("child %d outlives its parent by two seconds", pid)
}

// alive reports whether a process runs; a zombie that an init process has yet
// to collect does not count.
func alive(pid int) bool {
	if runtime.GOOS == "linux" {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			return false
		}
		_, rest, _ := strings.Cut(string(b), ") ")
		return os.Getpid() == parentOf(rest) || !strings.HasPrefix(rest, "Z")
	}
	p, err := os.FindProcess(pid)
	return err == nil && signalZero(p)
}

func parentOf(stat string) int {
	f := strings.Fields(stat)
	if len(f) < 2 {
		return 0
	}
	n, _ := strconv.Atoi(f[1])
	return n
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		if err := run(context.Background(), "echo", 10*time.Second, ignore); err != nil {
			b.Fatal(err)
		}
	}
}

// What Untimed allows does not count to the limit on the run, and no more than
// it allows.
func TestUntimed(t *testing.T) {
	untimed := func(request string, allowed, slack time.Duration) (time.Duration, error) {
		// Long enough for a busy machine to start a child.
		l := limits(3 * time.Second)
		l.Slack = slack
		start := time.Now()
		err := sandbox.Run(t.Context(), sandbox.Job{Task: task, Request: request, Input: strings.NewReader(""), Limits: l,
			Receive: func(r *sandbox.Running, kind byte, _ []byte) error {
				if kind == 'u' {
					r.Untimed(allowed)
				}
				return nil
			}})
		return time.Since(start), err
	}
	var d *sandbox.Death
	if _, err := untimed("slow-start", 10*time.Second, 10*time.Second); err != nil {
		t.Errorf("a slow start was not allowed: %v", err)
	}
	if _, err := untimed("slow-start", 0, 0); !errors.As(err, &d) || d.Cause != sandbox.TooLong {
		t.Errorf("without slack: %v", err)
	}
	if _, err := untimed("slow-start", 200*time.Millisecond, 10*time.Second); !errors.As(err, &d) || d.Cause != sandbox.Silent {
		t.Errorf("longer than allowed: %v", err)
	}
	if took, err := untimed("slow-twice", 10*time.Second, 10*time.Second); !errors.As(err, &d) || d.Cause != sandbox.TooLong || took > 30*time.Second {
		t.Errorf("the limit holds after the slow start: %v after %v", err, took)
	}
}
