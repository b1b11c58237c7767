package s3

import (
	"testing"

	"concord/documents/archive"
	"concord/documents/archive/blobtest"
	"concord/internal/s3blob"
)

func TestConformance(t *testing.T) {
	startServer(t)
	useKeys(t)
	blobtest.Run(t, func(t *testing.T) archive.Blobs { return open(t, newBucket(t)) })
}

func open(t *testing.T, location string) *s3blob.Bucket {
	t.Helper()
	b, err := s3blob.Open(location)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
