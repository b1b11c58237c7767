// Package s3blob keeps an archive's values as objects of an S3 bucket, on
// Amazon or on any server that honours If-None-Match and If-Match on writes
// (versitygw and minio were tested; documents/archive finds out about others
// and refuses them). It is the only home of minio-go.
//
// Every value is sent with its sha256, single puts also with the header
// x-amz-checksum-sha256, so that the server refuses what was garbled on the
// way. Trailing checksums are not used: over plain HTTP versitygw 1.8.0 refuses
// correct ones. Values above 16 MiB go in parts, with the condition on the call
// that completes them.
//
// The bucket must exist; it is not made here, and nothing but objects below the
// prefix is touched.
package s3blob

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"concord/documents/archive"
)

// A Bucket is an archive's place in S3; it implements archive.Blobs. The tag
// of a value is its ETag.
type Bucket struct {
	loc    Location
	client *minio.Core
	prefix string
	// anonymous is true when no credentials were found.
	anonymous bool
}

// partSize is the size of one part, and of the largest value sent whole: what
// minio-go itself uses. One part at a time is held in memory.
const partSize = 16 << 20

// Open parses a location and gives its store. No request is sent. Credentials
// come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or
// else from the shared file (AWS_SHARED_CREDENTIALS_FILE, ~/.aws/credentials,
// profile AWS_PROFILE).
func Open(location string) (*Bucket, error) {
	l, err := Parse(location)
	if err != nil {
		return nil, err
	}
	return New(l, credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvAWS{}, &credentials.FileAWSCredentials{},
	}))
}

// New gives the store at a parsed location with the given credentials.
func New(l Location, creds *credentials.Credentials) (*Bucket, error) {
	lookup := map[string]minio.BucketLookupType{
		"path": minio.BucketLookupPath, "dns": minio.BucketLookupDNS, "auto": minio.BucketLookupAuto,
	}[l.Lookup]
	region := l.Region
	if region == "" && l.Endpoint != "s3.amazonaws.com" {
		region = "us-east-1" // spares the question, which not every server answers
	}
	client, err := minio.NewCore(l.Endpoint, &minio.Options{
		Creds: creds, Secure: l.TLS, Region: region, BucketLookup: lookup,
		Transport: transport(l),
		// The client insists on this for explicit checksum headers.
		TrailingHeaders: true,
		MaxRetries:      1, // attempts; ours are in try
	})
	if err != nil {
		return nil, badLocation("s3://"+l.Bucket+"/"+l.Prefix, err.Error(), err.Error())
	}
	b := &Bucket{loc: l, client: client}
	value, err := creds.GetWithContext(nil)
	b.anonymous = err != nil || value.SignerType.IsAnonymous() || value.AccessKeyID == ""
	if l.Prefix != "" {
		b.prefix = l.Prefix + "/"
	}
	return b, nil
}

func transport(l Location) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: l.Connect, KeepAlive: 15 * time.Second}).DialContext,
		TLSHandshakeTimeout:   l.Connect,
		ResponseHeaderTimeout: l.Timeout,
		ExpectContinueTimeout: time.Second,
		MaxIdleConnsPerHost:   16,
		IdleConnTimeout:       time.Minute,
		DisableCompression:    true,
	}
}

// Get implements archive.Blobs. A body that stalls for the location's timeout
// ends in an error.
func (b *Bucket) Get(ctx context.Context, key string) (*archive.Blob, error) {
	if err := begin(ctx, key); err != nil {
		return nil, err
	}
	var blob *archive.Blob
	err := b.try(ctx, func() error {
		inner, cancel := context.WithCancelCause(ctx)
		r, info, _, err := b.client.GetObject(inner, b.loc.Bucket, b.prefix+key, minio.GetObjectOptions{})
		if err != nil {
			cancel(nil)
			return err
		}
		body := &body{b: b, ctx: inner, cancel: cancel, r: r, left: info.Size}
		body.watch = time.AfterFunc(b.loc.Timeout, func() { cancel(errStalled) })
		blob = &archive.Blob{Body: body, Size: info.Size, Tag: archive.Tag(info.ETag)}
		return nil
	})
	if err != nil {
		return nil, b.problem(ctx, "get", key, err)
	}
	return blob, nil
}

// errStalled says that a body stopped coming.
var errStalled = errors.New("the server stopped sending")

// body ends a download that stalls, and notices one that was cut short.
type body struct {
	b      *Bucket
	ctx    context.Context
	cancel context.CancelCauseFunc
	watch  *time.Timer
	r      io.ReadCloser
	left   int64
}

func (y *body) Read(p []byte) (int, error) {
	n, err := y.r.Read(p)
	y.left -= int64(n)
	y.watch.Reset(y.b.loc.Timeout)
	switch {
	case err == nil:
	case errors.Is(err, io.EOF) && y.left == 0:
	case errors.Is(err, io.EOF):
		err = y.b.unreachable(io.ErrUnexpectedEOF)
	case errors.Is(context.Cause(y.ctx), errStalled):
		err = y.b.unreachable(errStalled)
	case y.ctx.Err() == nil:
		err = y.b.unreachable(err)
	}
	return n, err
}

func (y *body) Close() error {
	y.watch.Stop()
	y.cancel(nil)
	return y.r.Close()
}

// PutIfAbsent implements archive.Blobs.
func (b *Bucket) PutIfAbsent(ctx context.Context, key string, c archive.Content) (archive.Tag, error) {
	var opts minio.PutObjectOptions
	opts.SetMatchETagExcept("*")
	return b.put(ctx, key, c, opts, archive.ErrExists)
}

// PutIfMatch implements archive.Blobs.
func (b *Bucket) PutIfMatch(ctx context.Context, key string, tag archive.Tag, c archive.Content) (archive.Tag, error) {
	var opts minio.PutObjectOptions
	opts.SetMatchETag(string(tag))
	return b.put(ctx, key, c, opts, archive.ErrChanged)
}

// put sends a value under a condition whose refusal is the error lost.
func (b *Bucket) put(ctx context.Context, key string, c archive.Content, opts minio.PutObjectOptions, lost error) (archive.Tag, error) {
	if err := begin(ctx, key); err != nil {
		return "", err
	}
	send := b.whole
	if c.Size > partSize {
		send = b.parts
	}
	tag, err := send(ctx, key, c, opts)
	switch {
	case err == nil:
		return tag, nil
	case conditionFailed(err), lost == archive.ErrChanged && notFound(err):
		return "", fmt.Errorf("put %s: %w", key, lost)
	}
	return "", b.problem(ctx, "put", key, err)
}

// whole sends a value in one request.
func (b *Bucket) whole(ctx context.Context, key string, c archive.Content, opts minio.PutObjectOptions) (archive.Tag, error) {
	data, err := readAll(ctx, c)
	if err != nil {
		return "", localError{err}
	}
	opts.UserMetadata = map[string]string{"x-amz-checksum-sha256": base64.StdEncoding.EncodeToString(c.SHA256[:])}
	// Not the signature in chunks, which the client prefers over plain HTTP: for
	// an empty value it sends bytes beyond the announced length of zero. With
	// this the whole is signed by its sha256.
	opts.DisableContentSha256 = true
	sum := hex.EncodeToString(c.SHA256[:])
	var tag archive.Tag
	err = b.try(ctx, func() error {
		return b.sending(ctx, len(data), func(ctx context.Context, progress *atomic.Int64) error {
			body := &counted{bytes.NewReader(data), progress}
			info, err := b.client.PutObject(ctx, b.loc.Bucket, b.prefix+key, body, c.Size, "", sum, opts)
			tag = archive.Tag(info.ETag)
			return err
		})
	})
	return tag, err
}

// readAll reads a content that fits in memory, looking at the context.
func readAll(ctx context.Context, c archive.Content) ([]byte, error) {
	r, err := c.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err == nil {
		err = ctx.Err()
	}
	return data, err
}

// List implements archive.Blobs.
func (b *Bucket) List(ctx context.Context, prefix string) ([]archive.Info, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := archive.CheckPrefix(prefix); err != nil {
		return nil, err
	}
	var list []archive.Info
	err := b.try(ctx, func() error {
		list = nil
		inner, cancel := context.WithCancel(ctx)
		defer cancel()
		for o := range b.client.Client.ListObjects(inner, b.loc.Bucket, minio.ListObjectsOptions{Prefix: b.prefix + prefix, Recursive: true}) {
			if o.Err != nil {
				return o.Err
			}
			if key := strings.TrimPrefix(o.Key, b.prefix); !strings.HasSuffix(key, "/") {
				list = append(list, archive.Info{Key: key, Size: o.Size, Modified: o.LastModified})
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, b.problem(ctx, "list", prefix, err)
	}
	slices.SortFunc(list, func(x, y archive.Info) int { return cmp.Compare(x.Key, y.Key) })
	return list, nil
}

// Delete implements archive.Blobs.
func (b *Bucket) Delete(ctx context.Context, key string) error {
	if err := begin(ctx, key); err != nil {
		return err
	}
	err := b.try(ctx, func() error {
		return b.client.RemoveObject(ctx, b.loc.Bucket, b.prefix+key, minio.RemoveObjectOptions{})
	})
	if err != nil && !notFound(err) {
		return b.problem(ctx, "delete", key, err)
	}
	return nil
}

func begin(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return archive.CheckKey(key)
}
