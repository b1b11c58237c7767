package s3blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"

	"concord/documents/archive"
)

// parts sends a value in parts, one after the other, and completes it under
// the condition. Each part's request is signed with the sha256 of its bytes,
// which the server checks; the whole is checked against the content's digest
// before it is completed. What fails is aborted, so that nothing lies around.
func (b *Bucket) parts(ctx context.Context, key string, c archive.Content, opts minio.PutObjectOptions) (archive.Tag, error) {
	r, err := c.Reader()
	if err != nil {
		return "", localError{err}
	}
	defer r.Close()
	var id string
	err = b.try(ctx, func() (err error) {
		id, err = b.client.NewMultipartUpload(ctx, b.loc.Bucket, b.prefix+key, minio.PutObjectOptions{})
		return err
	})
	if err != nil {
		return "", err
	}
	tag, err := b.sendParts(ctx, key, id, r, opts)
	if err != nil {
		// Also when the context has ended, but not for long.
		abort, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.loc.Connect)
		defer cancel()
		if abortErr := b.client.AbortMultipartUpload(abort, b.loc.Bucket, b.prefix+key, id); abortErr != nil && ctx.Err() == nil && !conditionFailed(err) {
			err = errors.Join(err, abortErr)
		}
	}
	return tag, err
}

func (b *Bucket) sendParts(ctx context.Context, key, id string, r io.Reader, opts minio.PutObjectOptions) (archive.Tag, error) {
	var done []minio.CompletePart
	buf := make([]byte, partSize)
	for number := 1; ; number++ {
		n, err := io.ReadFull(r, buf)
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return "", localError{err}
		}
		if n > 0 {
			part, err := b.sendPart(ctx, key, id, number, buf[:n])
			if err != nil {
				return "", err
			}
			done = append(done, part)
		}
		if last {
			break
		}
	}
	var tag archive.Tag
	err := b.try(ctx, func() error {
		info, err := b.client.CompleteMultipartUpload(ctx, b.loc.Bucket, b.prefix+key, id, done, opts)
		tag = archive.Tag(info.ETag)
		return err
	})
	return tag, err
}

func (b *Bucket) sendPart(ctx context.Context, key, id string, number int, data []byte) (minio.CompletePart, error) {
	sum := sha256.Sum256(data)
	var part minio.ObjectPart
	err := b.try(ctx, func() error {
		return b.sending(ctx, len(data), func(ctx context.Context, progress *atomic.Int64) (err error) {
			body := &counted{bytes.NewReader(data), progress}
			part, err = b.client.PutObjectPart(ctx, b.loc.Bucket, b.prefix+key, id, number, body, int64(len(data)),
				minio.PutObjectPartOptions{Sha256Hex: hex.EncodeToString(sum[:]), DisableContentSha256: true})
			return err
		})
	})
	return minio.CompletePart{PartNumber: number, ETag: part.ETag}, err
}

// sending runs one upload and ends it when no byte has left for the location's
// timeout. Once all bytes have left, the transport's own limit on the answer
// takes over.
func (b *Bucket) sending(ctx context.Context, size int, send func(context.Context, *atomic.Int64) error) error {
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var progress atomic.Int64
	over := make(chan struct{})
	defer close(over)
	go func() {
		tick := time.NewTicker(b.loc.Timeout)
		defer tick.Stop()
		for seen := int64(-1); ; {
			select {
			case <-over:
				return
			case <-tick.C:
			}
			now := progress.Load()
			if now == seen && now < int64(size) {
				cancel(errStuck)
				return
			}
			seen = now
		}
	}()
	err := send(inner, &progress)
	if errors.Is(context.Cause(inner), errStuck) {
		return errStuck
	}
	return err
}

// errStuck says that an upload does not move.
var errStuck = errors.New("the server stopped receiving")

// counted counts what has been read of a body; it keeps Seek, which the
// client needs.
type counted struct {
	*bytes.Reader
	n *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}
