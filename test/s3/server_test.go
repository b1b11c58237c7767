// Package s3 runs the archive against a real S3 server, versitygw, inside the
// test process. It is a module of its own, so that the server's dependencies
// never enter concord's: run it with "go test ./..." in this folder.
package s3

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/embedgw"
)

const (
	accessKey = "concord-test"
	secretKey = "concord-test-secret"
)

// The server of this process; only one may run, so all tests share it and each
// has its own bucket.
var endpoint, noServer, packageDir, binDir string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	// The server changes into its root and stays there: what a test needs from
	// the repository it names from here.
	var err error
	if packageDir, err = os.Getwd(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	root, err := os.MkdirTemp("", "concord-s3-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(root)
	if binDir, err = os.MkdirTemp("", "concord-bin-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(binDir)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	if err := launch(ctx, root, ended); err != nil {
		noServer = err.Error()
		fmt.Fprintln(os.Stderr, "WITHOUT AN S3 SERVER:", noServer)
	}
	code := m.Run()
	stop()
	if endpoint != "" {
		select {
		case <-ended:
		case <-time.After(time.Second): // it would wait for idle connections
		}
	}
	return code
}

// launch starts the server on a free loopback port and waits until it answers.
func launch(ctx context.Context, root string, ended chan error) error {
	if err := (meta.XattrMeta{}).Test(root); err != nil {
		return fmt.Errorf("the temporary folder has no extended attributes, which versitygw needs: %w", err)
	}
	be, err := posix.New(root, meta.XattrMeta{}, posix.PosixOpts{})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	addr := l.Addr().String()
	l.Close()
	go func() {
		ended <- embedgw.RunVersityGW(ctx, be, &embedgw.Config{
			RootUserAccess: accessKey, RootUserSecret: secretKey, Region: "us-east-1",
			Ports: []string{addr}, MaxConnections: 1024, MaxRequests: 512, MultipartMaxParts: 10000,
			Quiet: true, KeepAlive: true,
		})
	}()
	for range 200 {
		if resp, err := http.Get("http://" + addr + "/"); err == nil {
			resp.Body.Close()
			endpoint = "http://" + addr
			return nil
		}
		select {
		case err := <-ended:
			return fmt.Errorf("the server ended: %w", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return fmt.Errorf("the server did not answer at %s", addr)
}

// startServer gives the address and the key of the running server; the test is
// skipped where it cannot run.
func startServer(t *testing.T) (url, access, secret string) {
	t.Helper()
	if endpoint == "" {
		t.Skip("SKIPPED WITHOUT AN S3 SERVER: " + noServer)
	}
	return endpoint, accessKey, secretKey
}

var buckets atomic.Int32

// newBucket makes an empty bucket and gives its location, with a prefix that
// has an accent and a space.
func newBucket(t *testing.T) string {
	t.Helper()
	url, access, secret := startServer(t)
	client, err := minio.New(strings.TrimPrefix(url, "http://"), &minio.Options{Creds: credentials.NewStaticV4(access, secret, "")})
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("bucket-%d", buckets.Add(1))
	if err := client.MakeBucket(t.Context(), name, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	return "s3://" + name + "/dépôt%20central?endpoint=" + url + "&region=us-east-1&lookup=path"
}

// useKeys puts the server's key where the program looks for it.
func useKeys(t *testing.T) {
	t.Helper()
	_, access, secret := startServer(t)
	t.Setenv("AWS_ACCESS_KEY_ID", access)
	t.Setenv("AWS_SECRET_ACCESS_KEY", secret)
	t.Setenv("AWS_SESSION_TOKEN", "")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
}
