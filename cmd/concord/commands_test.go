package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// The commands that the stories have beside testscript's own.
var commands = map[string]func(*testscript.TestScript, bool, []string){
	"exit":      exitIs,
	"makepdf":   makePDF,
	"s3":        s3Fault,
	"interrupt": interrupt,
	"killed":    killed,
	"manyjobs":  manyJobs,
	"uncomment": uncomment,
}

// exitIs runs a command and asserts its exact exit code: exit 3 concord …
func exitIs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND...")
	}
	got := 0
	var status *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &status) {
		got = status.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// makePDF writes a small PDF that is wrong in a known way: makepdf KIND FILE.
func makePDF(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: makepdf KIND FILE")
	}
	var data []byte
	switch args[0] {
	case "scan": // a page that is one image and no text
		data = writePDF("", "<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >> >>",
			stream("", "q 612 0 0 792 0 0 cm /Im Do Q"),
			stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x80"))
	case "encrypted": // AES with a user password that nobody gave
		data = writePDF("/Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
			"<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
			"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <"+strings.Repeat("1f", 32)+"> /U <"+strings.Repeat("2e", 32)+"> >>")
	case "page-loop": // the page tree holds itself
		data = writePDF("", "<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
	case "deep": // arrays in arrays, enough to run a recursive parser out of stack
		data = writePDF("", "<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
			stream("", strings.Repeat("[", 4_000_000)))
	default:
		ts.Fatalf("makepdf: no kind %q", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o666))
}

func stream(dict, body string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(body), body)
}

// writePDF numbers the objects from 1; the first is the catalogue.
func writePDF(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, xref)
	return b.Bytes()
}

// s3Fault gives the story an S3 place that does not answer: s3 refuse 1s, or
// s3 hang 1s, puts it into $S3.
func s3Fault(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: s3 refuse|hang TIMEOUT")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	addr := l.Addr().String()
	switch args[0] {
	case "refuse":
		l.Close()
	case "hang":
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				ts.Defer(func() { conn.Close() })
			}
		}()
		ts.Defer(func() { l.Close() })
	default:
		ts.Fatalf("s3: no fault %q", args[0])
	}
	ts.Setenv("S3", "s3://papers/archive?endpoint=http://"+addr+"&connect="+args[1]+"&timeout="+args[1])
	ts.Setenv("AWS_ACCESS_KEY_ID", "nobody")
	ts.Setenv("AWS_SECRET_ACCESS_KEY", "nothing")
}

// interrupt runs a command, sends it the signal of Ctrl-C after a pause, and
// asserts the exit code: interrupt 130 2s concord …
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: interrupt CODE PAUSE COMMAND...")
	}
	pause, err := time.ParseDuration(args[1])
	ts.Check(err)
	cmd, out, errs := startCommand(ts, args[2], args[3:]...)
	time.Sleep(pause)
	ts.Check(cmd.Process.Signal(os.Interrupt))
	var status *exec.ExitError
	got := 0
	if err := cmd.Wait(); errors.As(err, &status) {
		got = status.ExitCode()
	}
	// The files are looked at with grep.
	ts.Check(os.WriteFile(ts.MkAbs("interrupted.out"), out.Bytes(), 0o666))
	ts.Check(os.WriteFile(ts.MkAbs("interrupted.err"), errs.Bytes(), 0o666))
	ts.Logf("[stdout]\n%s[stderr]\n%s", out.String(), errs.String())
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// killed starts a command and kills it without warning after a pause, whether
// it is done by then or not: killed 20ms concord …
func killed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: killed PAUSE COMMAND...")
	}
	pause, err := time.ParseDuration(args[0])
	ts.Check(err)
	cmd, _, _ := startCommand(ts, args[1], args[2:]...)
	time.Sleep(pause)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// startCommand starts a command in the story's folder and environment.
func startCommand(ts *testscript.TestScript, name string, args ...string) (cmd *exec.Cmd, out, errs *bytes.Buffer) {
	path := ""
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			path = filepath.Join(dir, name)
			break
		}
	}
	cmd = exec.Command(path, args...)
	cmd.Dir = ts.MkAbs(".")
	for _, key := range []string{"PATH", "HOME", "TMPDIR", "CONCORD_LANG", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
		cmd.Env = append(cmd.Env, key+"="+ts.Getenv(key))
	}
	out, errs = new(bytes.Buffer), new(bytes.Buffer)
	cmd.Stdout, cmd.Stderr = out, errs
	ts.Check(cmd.Start())
	return cmd, out, errs
}

// manyJobs writes a concord.yaml with so many jobs that a run takes minutes:
// manyjobs FR EN.
func manyJobs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: manyjobs FR EN")
	}
	var b bytes.Buffer
	b.WriteString("jobs:\n")
	for i := range 20_000 {
		fmt.Fprintf(&b, "  - name: job-%d\n    fr: %s\n    en: %s\n", i+1, args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs("concord.yaml"), b.Bytes(), 0o666))
}

// uncomment makes settings of the lines of a concord.yaml that only propose
// one: a number sign with a key, or with the lines under it, right behind.
func uncomment(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: uncomment FILE")
	}
	lines := strings.Split(ts.ReadFile(args[0]), "\n")
	for i, line := range lines {
		if rest, ok := strings.CutPrefix(line, "#"); ok && rest != "" && (rest[0] != ' ' || strings.HasPrefix(rest, "  ")) {
			lines[i] = rest
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "\n")), 0o666))
}
