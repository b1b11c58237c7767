package checks

import (
	"testing"

	"concord/pipeline/check/checktest"
)

func TestTermMissing(t *testing.T) { checktest.Run(t, "testdata/term/missing", TermMissing) }

func TestTermForbidden(t *testing.T) { checktest.Run(t, "testdata/term/forbidden", TermForbidden) }

func TestTermInconsistent(t *testing.T) {
	checktest.Run(t, "testdata/term/inconsistent", TermInconsistent)
}

func TestTermAdmitted(t *testing.T) { checktest.Run(t, "testdata/term/admitted", TermAdmitted) }

func TestTermCollision(t *testing.T) { checktest.Run(t, "testdata/term/collision", TermCollision) }
