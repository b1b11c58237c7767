package checks

import (
	"testing"

	"concord/pipeline/check/checktest"
)

func TestRefTitle(t *testing.T) { checktest.Run(t, "testdata/ref/title", RefTitle) }

func TestRefDefinition(t *testing.T) { checktest.Run(t, "testdata/ref/definition", RefDefinition) }
