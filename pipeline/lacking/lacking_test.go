package lacking

import (
	"math"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/wordlink"
)

const (
	frRight = "Le vérificateur remet son rapport annuel au conseil municipal avant la fin de l’exercice."
	enRight = "The auditor submits the annual report to the municipal council before the end of the fiscal year."
)

func term(t *testing.T, l documents.Lang, text, words string, n int) Term {
	t.Helper()
	at := strings.Index(text, words)
	if at < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return Term{Lang: l, Start: at, End: at + len(words), Words: n}
}

// TestOdds puts wrong terms into a pair and wants them more likely lacking than
// the right ones, and likely at all.
func TestOdds(t *testing.T) {
	for _, c := range []struct{ right, wrong string }{
		{"auditor", "tugboat"},
		{"annual report", "carbon filter"},
		{"municipal council", "wheat harvest"},
	} {
		en := strings.Replace(enRight, c.right, c.wrong, 1)
		good := Read(wordlink.Shipped(), frRight, enRight)
		bad := Read(wordlink.Shipped(), frRight, en)
		n := len(strings.Fields(c.right))
		right, wrong := good.Odds(term(t, documents.EN, enRight, c.right, n)), bad.Odds(term(t, documents.EN, en, c.wrong, n))
		if right > -2 || wrong < 0.4 {
			t.Errorf("%s: odds %.2f, want under -2; %s in its place: %.2f, want over 0.4", c.right, right, c.wrong, wrong)
		}
	}
}

// TestMeasure looks at the features by themselves.
func TestMeasure(t *testing.T) {
	en := strings.Replace(enRight, "municipal", "coastal", 1)
	s := Read(wordlink.Shipped(), frRight, en)
	said := s.Measure(term(t, documents.EN, en, "auditor", 1))
	if said.Best < math.Log(0.1) || said.Best != said.Most || said.Alone != 0 || said.Single != 1 || said.French != 0 {
		t.Errorf("auditor, which vérificateur renders: %+v", said)
	}
	half := s.Measure(term(t, documents.EN, en, "coastal council", 2))
	if half.Best > math.Log(0.02) || half.Most < math.Log(0.1) || half.Alone != 0 || half.Single != 0 || half.Length != 2 {
		t.Errorf("coastal council, of which conseil renders a half: %+v", half)
	}
	// "municipal" stands where nothing renders it.
	if gap := s.Measure(term(t, documents.EN, en, "coastal", 1)); gap.Gap <= 0 || gap.AllGaps < math.Log1p(gap.Gap)-1e-9 {
		t.Errorf("no gap opposite coastal: %+v", gap)
	}
	if slot, want := s.slot(documents.FR, 1, 2), 1.5; math.Abs(slot-want) > 2 {
		t.Errorf("the counterpart of vérificateur is due at %.1f, want about %.1f", slot, want)
	}
	end := len(s.words.FR)
	if slot := s.slot(documents.FR, end-1, end); slot < float64(len(s.words.EN))/2 {
		t.Errorf("the counterpart of the last word is due at %.1f of %d", slot, len(s.words.EN))
	}
}

// TestSwapOdds wants two terms that stand for each other to be likelier when
// they stand at the same place than when they do not.
func TestSwapOdds(t *testing.T) {
	fr := strings.Replace(frRight, "conseil municipal", "remorqueur côtier", 1)
	s := Read(wordlink.Shipped(), fr, enRight)
	tug := term(t, documents.FR, fr, "remorqueur côtier", 2)
	here, there := term(t, documents.EN, enRight, "municipal council", 2), term(t, documents.EN, enRight, "fiscal year", 2)
	same, other := s.SwapOdds(tug, here, 1, 1), s.SwapOdds(tug, there, 1, 1)
	if same <= other {
		t.Errorf("odds at the same place %.2f, elsewhere %.2f", same, other)
	}
}

// FuzzOdds wants finite odds of any text and any range.
func FuzzOdds(f *testing.F) {
	f.Add(frRight, enRight, 3, 15, 4, 11)
	f.Add("", "", 0, 0, 0, 0)
	f.Add("a", "", 1, 1, 0, 9)
	f.Add("l’eau 25 %", "\xff water", 0, 30, 2, 1)
	f.Fuzz(func(t *testing.T, fr, en string, a, b, c, d int) {
		if len(fr)+len(en) > 4000 {
			return
		}
		s := Read(wordlink.Shipped(), fr, en)
		f, e := Term{Lang: documents.FR, Start: a, End: b, Words: 1}, Term{Lang: documents.EN, Start: c, End: d, Words: 2, PartSaid: true, Common: true}
		fo, eo := s.Odds(f), s.Odds(e)
		for _, x := range []float64{fo, eo, s.SwapOdds(f, e, fo, eo)} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("odds of %v", x)
			}
		}
	})
}

func BenchmarkOdds(b *testing.B) {
	at := strings.Index(enRight, "auditor")
	for b.Loop() {
		Read(wordlink.Shipped(), frRight, enRight).Odds(Term{Lang: documents.EN, Start: at, End: at + 7, Words: 1})
	}
}
