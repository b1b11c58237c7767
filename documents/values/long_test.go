package values

import (
	"strings"
	"testing"
	"time"
)

// A page of the same few signs must not cost more than its length: a reader
// that looks ahead without a limit makes the whole quadratic. 8,000 repeats
// took 0.1 s at most when this was written, a quadratic reader of "mille " 1 s.
func TestLongRunsAreLinear(t *testing.T) {
	for _, s := range []string{
		"1 ", "1,", "111,", "111 ", "(1)", "section 1, ", "1 and ", "1er et ", "cent ", "mille ", "million ", "$1 to ", "1$", "www.", "1-",
		"1:11 ", "1/2 ", "(514) ", "01 ", "+1 ", "12 au ", "quatre-vingt-", "1(a)", "a)", "½", "A1.", "1 à ",
	} {
		text := strings.Repeat(s, 8_000)
		start := time.Now()
		Find(text, fr)
		Find(text, en)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q: %s", s, took)
		}
	}
}
