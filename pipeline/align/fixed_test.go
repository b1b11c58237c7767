package align

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"concord/documents"
)

// Every fixed bead stands as it is, whatever it says, and the rest is a whole
// alignment all the same.
func TestFixedBeadsStand(t *testing.T) {
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 11))
		v := invent(r, 20)
		docs := pair(document(documents.FR, v.fr), document(documents.EN, slices.Delete(slices.Clone(v.en), 4, 6)))
		n, m := len(docs.FR.Segments), len(docs.EN.Segments)
		var fixed []Bead
		for i, j := 0, 0; i < n-3 && j < m-3; {
			b := Bead{Score: 1}
			for range r.IntN(3) {
				b.FR = append(b.FR, i)
				i++
			}
			for range r.IntN(3) {
				b.EN = append(b.EN, j)
				j++
			}
			if len(b.FR)+len(b.EN) > 0 && r.IntN(3) > 0 {
				fixed = append(fixed, b)
			}
		}
		if len(fixed) > 2 && r.IntN(2) == 0 { // two that cross
			fixed[0].EN, fixed[len(fixed)-1].EN = fixed[len(fixed)-1].EN, fixed[0].EN
			fixed = slices.DeleteFunc(fixed, func(b Bead) bool { return len(b.FR)+len(b.EN) == 0 })
		}
		beads := mustAlign(t, docs, Options{Fixed: fixed})
		for _, f := range fixed {
			if !slices.ContainsFunc(beads, func(b Bead) bool {
				return slices.Equal(b.FR, f.FR) && slices.Equal(b.EN, f.EN) && b.Score == 1
			}) {
				t.Fatalf("seed %d: %v-%v did not stand:\n%s", seed, f.FR, f.EN, show(beads))
			}
		}
		if again := mustAlign(t, docs, Options{Fixed: fixed}); !reflect.DeepEqual(beads, again) {
			t.Errorf("seed %d: another result the second time", seed)
		}
		// The result given back as fixed is the result.
		plain := mustAlign(t, docs, Options{})
		if got := mustAlign(t, docs, Options{Fixed: plain}); show(got) != show(plain) {
			t.Errorf("seed %d: all fixed:\n%s\n%s", seed, show(got), show(plain))
		}
	}
}

// What is not fixed is linked as it was: one link that is right changes
// nothing, and one to another chapter only what it takes.
func TestOneFixedLinkLeavesTheRest(t *testing.T) {
	v := invent(rand.New(rand.NewPCG(5, 3)), 60)
	docs := pair(document(documents.FR, v.fr), document(documents.EN, v.en))
	plain := mustAlign(t, docs, Options{})
	if got := mustAlign(t, docs, Options{Fixed: []Bead{{FR: []int{30}, EN: []int{30}}}}); show(got) != show(plain) {
		t.Errorf("a right link:\n%s\n%s", show(got), show(plain))
	}
	last := len(docs.EN.Segments) - 1
	got := mustAlign(t, docs, Options{Fixed: []Bead{{FR: []int{3}, EN: []int{last}}}})
	same := 0
	for _, b := range got {
		if b.Moved && (b.FR[0] != 3 || b.EN[0] != last) {
			t.Errorf("%v-%v is marked as moved", b.FR, b.EN)
		}
		if len(b.FR) == 1 && len(b.EN) == 1 && b.FR[0] == b.EN[0] {
			same++
		}
	}
	if same < last-4 {
		t.Errorf("%d of %d links stand:\n%s", same, last+1, show(got))
	}
}

func TestFixedBeadsThatCannotBe(t *testing.T) {
	docs := pair(lines(documents.FR, "Bonjour à tous.", "Au revoir."), lines(documents.EN, "Hello all.", "Goodbye."))
	got := mustAlign(t, docs, Options{Fixed: []Bead{{}, {FR: []int{0}, EN: []int{1}}, {FR: []int{0}}, {FR: []int{7}}, {EN: []int{-1}}, {FR: []int{1, 0}}}})
	if !slices.ContainsFunc(got, func(b Bead) bool { return slices.Equal(b.FR, []int{0}) && slices.Equal(b.EN, []int{1}) && b.Score == 1 }) {
		t.Errorf("the first that can be does not stand: %s", show(got))
	}
}

// A fixed link parts the rest: what stands before it on one side is linked with
// what stands before it on the other.
func TestFixedLinksGuideTheRest(t *testing.T) {
	same := func(lang documents.Lang, n int, text string) *documents.Document {
		texts := make([]string, n)
		for i := range texts {
			texts[i] = text
		}
		return lines(lang, texts...)
	}
	docs := pair(same(documents.FR, 10, "Oui."), same(documents.EN, 9, "Yes."))
	for at := range 9 {
		for _, b := range mustAlign(t, docs, Options{Fixed: []Bead{{FR: []int{at + 1}, EN: []int{at}}}}) {
			for _, f := range b.FR {
				for _, e := range b.EN {
					if b.Moved || (f < at+1) != (e < at) || (f > at+1) != (e > at) {
						t.Errorf("fixed %d-%d: %v-%v crosses it", at+1, at, b.FR, b.EN)
					}
				}
			}
		}
	}
}
