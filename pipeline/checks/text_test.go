package checks

import (
	"testing"

	"concord/pipeline/check/checktest"
)

func TestTextMissing(t *testing.T) { checktest.Run(t, "testdata/text/missing", TextMissing) }
func TestTextExtra(t *testing.T)   { checktest.Run(t, "testdata/text/extra", TextExtra) }
func TestTextUntranslated(t *testing.T) {
	checktest.Run(t, "testdata/text/untranslated", TextUntranslated)
}
