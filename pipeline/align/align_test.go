package align

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"concord/documents"
)

func mustAlign(t testing.TB, docs documents.Pair[*documents.Document], opts Options) []Bead {
	t.Helper()
	a, err := Align(context.Background(), docs, opts)
	if err != nil {
		t.Fatal(err)
	}
	if problem := whole(docs, a.Beads); problem != "" {
		t.Fatal(problem)
	}
	return a.Beads
}

// whole says what is wrong with the beads of a pair: a segment that is not in
// exactly one bead, a bead that crosses others, a score out of range.
func whole(docs documents.Pair[*documents.Document], beads []Bead) string {
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		seen := map[int]int{}
		last := -1
		for k, b := range beads {
			segs := b.Side(l)
			for i, s := range segs {
				seen[s]++
				if i > 0 && s != segs[i-1]+1 {
					return fmt.Sprintf("bead %d: %s segments %v are not contiguous", k, l, segs)
				}
			}
			if len(b.FR)+len(b.EN) == 0 || b.Score < 0 || b.Score > 1 || math.IsNaN(b.Score) {
				return fmt.Sprintf("bead %d is empty or has score %v", k, b.Score)
			}
			if len(segs) == 0 || b.Moved || b.Null() {
				continue
			}
			if segs[0] <= last {
				return fmt.Sprintf("bead %d crosses another in %s", k, l)
			}
			last = segs[len(segs)-1]
		}
		n := len(docs.Of(l).Segments)
		for s := range n {
			if seen[s] != 1 {
				return fmt.Sprintf("%s segment %d of %d is in %d beads", l, s, n, seen[s])
			}
		}
		if len(seen) != n {
			return fmt.Sprintf("%d %s segments in beads, %d in the document", len(seen), l, n)
		}
	}
	return ""
}

func TestEverySegmentOnce(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		v := invent(r, 25)
		drop := func(p [][]string) [][]string {
			return slices.DeleteFunc(slices.Clone(p), func([]string) bool { return r.IntN(6) == 0 })
		}
		mustAlign(t, pair(document(documents.FR, drop(v.fr)), document(documents.EN, drop(v.en))), Options{})
	}
}

func TestADocumentWithItselfIsTheDiagonal(t *testing.T) {
	v := invent(rand.New(rand.NewPCG(3, 1)), 60)
	for _, d := range []*documents.Document{document(documents.FR, v.fr), document(documents.EN, v.en), lines(documents.EN, v.en[0]...)} {
		for i, b := range mustAlign(t, pair(d, d), Options{}) {
			if len(b.FR) != 1 || len(b.EN) != 1 || b.FR[0] != i || b.EN[0] != i {
				t.Fatalf("bead %d is %v-%v", i, b.FR, b.EN)
			}
		}
	}
}

func TestSwappedLanguagesMirrorTheResult(t *testing.T) {
	for seed := range uint64(6) {
		v := invent(rand.New(rand.NewPCG(seed, 2)), 40)
		fr, en := document(documents.FR, slices.Delete(slices.Clone(v.fr), 5, 8)), document(documents.EN, slices.Delete(slices.Clone(v.en), 20, 21))
		straight, swapped := mustAlign(t, pair(fr, en), Options{}), mustAlign(t, pair(en, fr), Options{})
		for i := range swapped {
			swapped[i].FR, swapped[i].EN = swapped[i].EN, swapped[i].FR
		}
		names := func(beads []Bead) []string {
			out := strings.Fields(show(beads))
			slices.Sort(out)
			return out
		}
		if got, want := names(swapped), names(straight); !slices.Equal(got, want) {
			t.Errorf("seed %d:\n%v\n%v", seed, got, want)
		}
	}
}

func TestADroppedParagraphChangesOnlyWhatIsNear(t *testing.T) {
	v := invent(rand.New(rand.NewPCG(9, 4)), 60)
	fr := document(documents.FR, v.fr)
	for _, drop := range []int{0, 7, 30, 59} {
		from := 0
		for _, p := range v.en[:drop] {
			from += len(p)
		}
		count := len(v.en[drop])
		beads := mustAlign(t, pair(fr, document(documents.EN, slices.Delete(slices.Clone(v.en), drop, drop+1))), Options{})
		var missing []int
		for _, b := range beads {
			near := len(b.FR) > 0 && b.FR[0] >= from-2 && b.FR[0] <= from+count+1
			switch {
			case len(b.EN) == 0:
				missing = append(missing, b.FR...)
			case near:
			case len(b.FR) != 1 || len(b.EN) != 1:
				t.Errorf("drop %d: bead %v-%v far from the gap", drop, b.FR, b.EN)
			default:
				want := b.FR[0]
				if want >= from {
					want -= count
				}
				if b.EN[0] != want {
					t.Errorf("drop %d: %d is linked with %d, want %d", drop, b.FR[0], b.EN[0], want)
				}
			}
		}
		if len(missing) != count || missing[0] != from {
			t.Errorf("drop %d: without counterpart are %v, want %d from %d", drop, missing, count, from)
		}
	}
}

func TestAnEmptySideIsAllNullLinks(t *testing.T) {
	empty, two := lines(documents.EN), lines(documents.FR, "Bonjour à tous.", "Au revoir.")
	if got := show(mustAlign(t, pair(two, empty), Options{})); got != "0- 1-" {
		t.Errorf("got %s", got)
	}
	if got := show(mustAlign(t, pair(empty, two), Options{})); got != "-0 -1" {
		t.Errorf("got %s", got)
	}
	if got := mustAlign(t, pair(empty, empty), Options{}); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestBeads(t *testing.T) {
	for _, c := range []struct {
		name   string
		fr, en [][]string
		want   string
	}{
		{
			"two sentences made into one",
			[][]string{{"Le rapport a été déposé en juin 2019.", "Il compte 84 pages et trois annexes."}, {"Le comité se réunira à Gaspé."}},
			[][]string{{"The report, which was tabled in June 2019, has 84 pages and three appendices."}, {"The committee will meet in Gaspé."}},
			"0,1-0 2-1",
		},
		{
			"one sentence made of four, and of five",
			[][]string{
				{"Le comité a entendu les pêcheurs de Gaspé en juin.", "Il a visité 14 écoles.", "Il a consulté 230 familles de Rimouski.", "Son rapport compte 84 pages."},
				{"La réunion de mai est annulée à Sudbury."},
				{"Le budget de Moncton augmente.", "Celui de Regina baisse de 7 points.", "Celui de Brandon atteint 912 dollars.", "Celui de Laval est de 655 dollars.", "Celui de Kelowna reste secret."},
			},
			[][]string{
				{"The committee heard the fishermen of Gaspé in June, visited 14 schools, consulted 230 families of Rimouski, and its report has 84 pages."},
				{"The May meeting is cancelled in Sudbury."},
				{"The budget of Moncton rises, that of Regina falls by 7 points, that of Brandon reaches 912 dollars, that of Laval is 655 dollars and that of Kelowna remains secret."},
			},
			"0,1,2,3-0 4-1 5,6,7,8,9-2",
		},
		{
			"a heading meets a heading",
			[][]string{{"# Formation"}, {"La formation dure trois jours."}},
			[][]string{{"# Training"}, {"Training lasts three days."}},
			"0-0 1-1",
		},
		{
			"a paragraph that a page cuts in two",
			[][]string{{"Les familles du programme reçoivent une aide de 400 dollars et des"}, {"conseils de la municipalité de Laval."}, {"Le conseil décide en mars."}},
			[][]string{{"The families in the program receive support of 400 dollars and advice from the municipality of Laval."}, {"The council decides in March."}},
			"0,1-0 2-1",
		},
		{
			"notes stand apart, wherever the page ends",
			[][]string{{"Le programme compte 250 places."}, {"^ Rapport annuel de Moncton, 2018."}, {"Les écoles de Rimouski y participent."}},
			[][]string{{"The program has 250 places."}, {"The schools of Rimouski take part in it."}, {"^ Annual report of Moncton, 2018."}},
			"0-0 1-2 2-1*",
		},
		{
			"definitions follow the alphabet of their language",
			[][]string{
				{"Voici les définitions du présent document."},
				{"Aîné : personne de plus de 65 ans inscrite au registre de Sudbury."},
				{"Foyer : logement subventionné de catégorie B selon le code municipal 412."},
				{"Voisinage : secteur compris entre deux stations de transport."},
			},
			[][]string{
				{"These are the definitions of this document."},
				{"Home: subsidized housing of category B under municipal code 412."},
				{"Neighbourhood: sector between two transport stations."},
				{"Senior: person over 65 who is in the register of Sudbury."},
			},
			"0-0 1-3* 2-1 3-2",
		},
	} {
		if got := show(mustAlign(t, pair(document(documents.FR, c.fr), document(documents.EN, c.en)), Options{})); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestNumberedHeadingsAreFixedPoints(t *testing.T) {
	chapter := func(r *rand.Rand, n int, size int) invented {
		v := invent(r, size)
		v.fr = slices.Insert(v.fr, 0, []string{fmt.Sprintf("# %d. Programme de protection %c", n, 'A'+n)})
		v.en = slices.Insert(v.en, 0, []string{fmt.Sprintf("# %d. Protection program %c", n, 'A'+n)})
		return v
	}
	r := rand.New(rand.NewPCG(5, 5))
	one, two, three := chapter(r, 1, 8), chapter(r, 2, 12), chapter(r, 3, 8)
	fr := document(documents.FR, slices.Concat(one.fr, two.fr[:1], three.fr)) // the text of chapter 2 is lost
	en := document(documents.EN, slices.Concat(one.en, two.en, three.en))
	linked := 0
	for _, b := range mustAlign(t, pair(fr, en), Options{}) {
		if b.Null() || fr.BlockOf(b.FR[0]).Kind != documents.Heading {
			continue
		}
		linked++
		if f, e := fr.Segments[b.FR[0]].Text, en.Segments[b.EN[0]].Text; f[:2] != e[:2] {
			t.Errorf("%q is linked with %q", f, e)
		}
	}
	if linked != 3 {
		t.Errorf("%d headings are linked, want 3", linked)
	}
}

func TestHintsAreEvidence(t *testing.T) {
	// Two of three French lines have a counterpart, and nothing but the hints
	// can tell which; the lines around them are plain.
	var fr, en []string
	var hints documents.Pair[[][]string]
	around := func() {
		for range 8 {
			n := len(fr)
			fr, en = append(fr, fmt.Sprintf("Voir le point %d.", 100+n)), append(en, fmt.Sprintf("See item %d.", 100+n))
			hints.FR, hints.EN = append(hints.FR, nil), append(hints.EN, nil)
		}
	}
	around()
	fr = append(fr, "Abri sûr pour tous.", "Ouvrage ancien du nord.", "Trois oiseaux bleus.")
	en = append(en, "Those old things there.", "Birds flying on high.")
	hints.EN = append(hints.EN, []string{"relic", "place"}, []string{"bird", "colour"})
	before := len(hints.FR)
	hints.FR = append(hints.FR, nil, []string{"relic", "place"}, []string{"bird", "colour"})
	around()
	docs := pair(lines(documents.FR, fr...), lines(documents.EN, en...))
	if got := show(mustAlign(t, docs, Options{Hints: hints})[8:11]); got != "8- 9-8 10-9" {
		t.Errorf("got %s", got)
	}
	h := hints.FR[before:]
	h[0], h[1], h[2] = h[1], h[2], h[0]
	if got := show(mustAlign(t, docs, Options{Hints: hints})[8:11]); got != "8-8 9-9 10-" {
		t.Errorf("with other hints: got %s", got)
	}
}

func TestALargePairIsSearchedInABand(t *testing.T) {
	v := invent(rand.New(rand.NewPCG(8, 8)), 700)
	docs := pair(document(documents.FR, v.fr), document(documents.EN, slices.Delete(slices.Clone(v.en), 200, 420)))
	if n := len(docs.FR.Segments) * len(docs.EN.Segments); n <= fullCells {
		t.Fatalf("%d states are no large pair", n)
	}
	from, to := 0, 0
	for i, p := range v.en[:420] {
		if i < 200 {
			from += len(p)
		}
		to += len(p)
	}
	wrong := 0
	for _, b := range mustAlign(t, docs, Options{}) {
		switch {
		case len(b.EN) == 0 && b.FR[0] >= from && b.FR[0] < to:
		case len(b.FR) == 1 && len(b.EN) == 1 && (b.FR[0] == b.EN[0] && b.FR[0] < from || b.FR[0] == b.EN[0]+to-from):
		default:
			wrong++
		}
	}
	if wrong > 3 {
		t.Errorf("%d beads are wrong around a gap of %d segments", wrong, to-from)
	}
}

func TestTheResultDoesNotDependOnTheRun(t *testing.T) {
	v := invent(rand.New(rand.NewPCG(2, 9)), 50)
	docs := pair(document(documents.FR, v.fr), document(documents.EN, v.en[3:]))
	first := mustAlign(t, docs, Options{})
	for range 3 {
		if again := mustAlign(t, docs, Options{}); !reflect.DeepEqual(first, again) {
			t.Fatal("two runs differ")
		}
	}
}

func TestAlignStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	v := invent(rand.New(rand.NewPCG(1, 1)), 5)
	a, err := Align(ctx, pair(document(documents.FR, v.fr), document(documents.EN, v.en)), Options{})
	if !errors.Is(err, context.Canceled) || a != nil {
		t.Errorf("got %v, %v", a, err)
	}
}

func FuzzAlign(f *testing.F) {
	f.Add("Bonjour à tous.\nIl est 14 h.", "Hello.\nIt is 2 p.m.\nGood-bye.")
	f.Add("# 1. Titre\n^ note\n\x00\n\n", "# 1. Title\nl'l'l'\n9999999999999999999")
	f.Fuzz(func(t *testing.T, fr, en string) {
		if len(fr)+len(en) > 1000 {
			t.Skip()
		}
		split := func(s string) [][]string {
			var out [][]string
			for _, line := range strings.Split(strings.ToValidUTF8(s, "?"), "\n") {
				if line != "" {
					out = append(out, strings.Split(line, ". "))
				}
			}
			return out
		}
		mustAlign(t, pair(document(documents.FR, split(fr)), document(documents.EN, split(en))), Options{})
	})
}

func BenchmarkAlign(b *testing.B) {
	for _, paragraphs := range []int{100, 1000, 10000} {
		v := invent(rand.New(rand.NewPCG(7, 7)), paragraphs)
		docs := pair(document(documents.FR, v.fr), document(documents.EN, v.en))
		b.Run(fmt.Sprint(len(docs.FR.Segments)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				mustAlign(b, docs, Options{})
			}
			b.ReportMetric(float64(b.N*len(docs.FR.Segments))/b.Elapsed().Seconds(), "segments/s")
		})
	}
}
