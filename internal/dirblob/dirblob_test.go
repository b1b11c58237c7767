package dirblob_test

import (
	"path/filepath"
	"testing"

	"concord/documents/archive"
	"concord/documents/archive/blobtest"
	"concord/internal/dirblob"
)

func TestConformance(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) archive.Blobs {
		d, err := dirblob.New(filepath.Join(t.TempDir(), "sub [x]*", "archive"))
		if err != nil {
			t.Fatal(err)
		}
		return d
	})
}
