package archive_test

import (
	"testing"

	"concord/documents/archive"
	"concord/documents/archive/blobtest"
)

func TestMemory(t *testing.T) {
	blobtest.Run(t, func(*testing.T) archive.Blobs { return archive.NewMemory() })
}
