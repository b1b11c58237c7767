package checks

import (
	"testing"

	"concord/pipeline/check/checktest"
)

func TestSemFalseFriend(t *testing.T) {
	checktest.Run(t, "testdata/sem/false-friend", SemFalseFriend)
}
