package worddiff

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func show(ops []Op) string {
	var b strings.Builder
	for _, op := range ops {
		switch op.Kind {
		case Equal:
			b.WriteString(op.Text)
		case Delete:
			fmt.Fprintf(&b, "[-%s-]", op.Text)
		case Insert:
			fmt.Fprintf(&b, "{+%s+}", op.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"the same", "Le taux est de 3,2 %.", "Le taux est de 3,2 %.", "Le taux est de 3,2 %."},
		{"white space does not count", "Le  taux\nest de 3 %.", "Le taux est de 3 %.", "Le taux est de 3 %."},
		{"a figure", "passé à 3,2 % en 2024", "passé à 3,4 % en 2024", "passé à [-3,2 -]{+3,4 +}% en 2024"},
		{"a whole word, not letters", "the children played", "the children plays", "the children [-played-]{+plays+}"},
		{"elision", "l’enfant joue", "l’élève joue", "l’[-enfant -]{+élève +}joue"},
		{"an English contraction is one word", "I don't know", "I doesn't know", "I [-don't -]{+doesn't +}know"},
		{"punctuation apart", "Oui, merci", "Oui merci", "Oui [-, -]merci"},
		{"hyphen", "il a peut être raison", "il a peut-être raison", "il a [-peut être -]{+peut-être +}raison"},
		{"added at the end", "a b", "a b c d", "a b {+c d+}"},
		{"all new", "un", "two three", "[-un-]{+two three+}"},
		{"removed", "a b c", "a c", "a [-b -]c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Words(c.old, c.new)
			if s := show(got); normal(s) != normal(c.want) {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
			hold(t, c.old, c.new, got)
		})
	}
}

// hold checks what every result keeps.
func hold(t *testing.T, old, new string, ops []Op) {
	t.Helper()
	if got := Old(ops); got != old {
		t.Errorf("old text comes back as %q, was %q", got, old)
	}
	if got := New(ops); got != new {
		t.Errorf("new text comes back as %q, was %q", got, new)
	}
	for i, op := range ops {
		if op.Text == "" || i > 0 && (ops[i-1].Kind == op.Kind || ops[i-1].Kind == Insert && op.Kind == Delete) {
			t.Errorf("op %d of %q is empty or out of order", i, ops)
		}
		if op.Was != "" && (op.Kind != Equal || normal(op.Was) != normal(op.Text) && strings.Join(strings.Fields(op.Was), "") != strings.Join(strings.Fields(op.Text), "")) {
			t.Errorf("op %d: %q is not another writing of %q", i, op.Was, op.Text)
		}
	}
}

func TestLargeTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var a, b strings.Builder
	for i := range 30_000 {
		end := " "
		if i%12 == 11 {
			end = ". "
		}
		w := fmt.Sprint("w", r.IntN(5000), end)
		a.WriteString(w)
		if i%7 == 0 {
			w = fmt.Sprint("x", i, end)
		}
		b.WriteString(w)
	}
	ops := Words(a.String(), b.String())
	hold(t, a.String(), b.String(), ops)
	ops = Words(a.String()+"a", strings.ReplaceAll(b.String(), ".", "")+"b")
	hold(t, a.String()+"a", strings.ReplaceAll(b.String(), ".", "")+"b", ops)
	// So many different words that runes run out: still no harm.
	var c strings.Builder
	for i := range 600_000 {
		fmt.Fprint(&c, i, " ")
	}
	hold(t, c.String(), "z "+a.String(), Words(c.String(), "z "+a.String()))
	hold(t, c.String(), "z", Words(c.String(), "z"))
}

func TestSegments(t *testing.T) {
	old := []string{
		"The centre opened in 2019.", "It serves forty families each year.", "Staff are trained twice a year.",
		"A report is sent to the board.", "The end.",
	}
	new := []string{
		"The centre opened in 2019.", "It serves forty-two families each year.", "A visit is made every month.",
		"A report is sent to the board.", "An annex lists all visits.", "The  end.",
	}
	var got []string
	for _, op := range Segments(old, new) {
		s := fmt.Sprint(op.Kind, " ", op.Old, " ", op.New)
		if op.Kind == Changed {
			s += " " + show(op.Words)
		}
		got = append(got, s)
	}
	want := []string{
		"equal 0 0", "changed 1 1 It serves [-forty -]{+forty-two +}families each year.", "delete 2 -1", "insert -1 2",
		"equal 3 3", "insert -1 4", "equal 4 5",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func FuzzWords(f *testing.F) {
	f.Add("Le taux est de 3,2 %.", "Le taux  est de 3,4 %…")
	f.Add("l’été d'ici", "été \xff \x00 d'")
	f.Add(" a", "a ")
	f.Add("a b a b a b", "b a b a")
	f.Fuzz(func(t *testing.T, old, new string) {
		ops := Words(old, new)
		hold(t, old, new, ops)
		if strings.Join(words(old), "") != old {
			t.Errorf("words of %q do not join", old)
		}
		if same := Words(old, old); len(same) > 1 || len(same) == 1 && same[0].Kind != Equal {
			t.Errorf("%q differs from itself: %q", old, same)
		}
	})
}

func FuzzSegments(f *testing.F) {
	f.Add("One. Two three. Four", "One. Two tree. Five. Four")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, new := strings.SplitAfter(a, "."), strings.SplitAfter(b, ".")
		i, j := 0, 0
		for _, op := range Segments(old, new) {
			if op.Kind != Insert {
				if op.Old != i {
					t.Fatalf("old sentence %d comes where %d should", op.Old, i)
				}
				i++
			}
			if op.Kind != Delete {
				if op.New != j {
					t.Fatalf("new sentence %d comes where %d should", op.New, j)
				}
				j++
			}
			if op.Kind == Equal && !sameWords(old[op.Old], new[op.New]) {
				t.Errorf("%q and %q are called equal", old[op.Old], new[op.New])
			}
			if op.Kind == Changed {
				hold(t, old[op.Old], new[op.New], op.Words)
			}
		}
		if i != len(old) || j != len(new) {
			t.Errorf("%d of %d and %d of %d sentences", i, len(old), j, len(new))
		}
	})
}

func text(n int, seed uint64, change int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for i := range n {
		w := fmt.Sprint("word", r.IntN(3000))
		if change > 0 && i%change == 0 {
			w = fmt.Sprint("other", i)
		}
		b.WriteString(w)
		b.WriteByte(" ."[i%15/14])
	}
	return b.String()
}

func BenchmarkWordsFewChanges(b *testing.B) {
	x, y := text(5000, 1, 0), text(5000, 1, 100)
	b.SetBytes(int64(len(x)))
	for b.Loop() {
		Words(x, y)
	}
}

func BenchmarkWordsNothingInCommon(b *testing.B) {
	var x, y strings.Builder
	for i := range 1990 {
		fmt.Fprint(&x, "a", i, " ")
		fmt.Fprint(&y, "b", i, " ")
	}
	b.SetBytes(int64(x.Len()))
	for b.Loop() {
		Words(x.String(), y.String())
	}
}

func BenchmarkSegments(b *testing.B) {
	x, y := strings.SplitAfter(text(5000, 1, 0), "."), strings.SplitAfter(text(5000, 1, 50), ".")
	for b.Loop() {
		Segments(x, y)
	}
}
