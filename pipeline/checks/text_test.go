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
func TestTextMoved(t *testing.T)    { checktest.Run(t, "testdata/text/moved", TextMoved) }
func TestSemDivergent(t *testing.T) { checktest.Run(t, "testdata/sem/divergent", SemDivergent) }
func TestTextPartial(t *testing.T)  { checktest.Run(t, "testdata/text/partial", TextPartial) }
