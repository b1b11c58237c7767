package candidates

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/lexicon"
)

// text is a short agreement about a harbour, a line a bead.
const text = `quay licence means a permission to moor a vessel at the quay. (permis de quai) | permis de quai Autorisation d’amarrer un bâtiment au quai. (quay licence)
In this Act, pilot means a person who conducts a ship. | Dans la présente loi, pilote s’entend de la personne qui conduit un navire.
The harbour authority may refuse a quay licence. | L’autorité portuaire peut refuser un permis de quai.
The harbour authority shall publish its decision. | L’autorité portuaire publie sa décision.
Each harbour authority keeps a register of vessels. | Chaque autorité portuaire tient un registre des bâtiments.
The register of vessels is open to the public. | Le registre des bâtiments est ouvert au public.
An entry in the register of vessels is evidence. | Une inscription au registre des bâtiments fait foi.
The owner pays the fee to the harbour authority. | Le propriétaire paie le droit à l’autorité portuaire.
The harbour fee is fixed by order. | Le droit de port est fixé par arrêté.
A harbour fee is due when the owner enters the harbour. | Un droit de port est dû lorsque le propriétaire entre dans le port.
The owner of a vessel under repair pays no harbour fee. | Le propriétaire d’un bâtiment en réparation ne paie aucun droit de port.
Marie Dupont is the owner. | Marie Dupont est le propriétaire.
Marie Dupont signed the contract. | Marie Dupont a signé le contrat.
The contract of marine insurance covers the vessel. | Le contrat d’assurance maritime couvre le bâtiment.
A contract of marine insurance is void without a date. | Le contrat d’assurance maritime sans date est nul.
Marine insurance is compulsory. | L’assurance maritime est obligatoire.`

// pairOf makes a pair of documents of lines "English | French", each a bead.
func pairOf(lines []string) (documents.Pair[*documents.Document], *align.Alignment) {
	docs := documents.Pair[*documents.Document]{FR: &documents.Document{Lang: documents.FR}, EN: &documents.Document{Lang: documents.EN}}
	a := &align.Alignment{}
	for i, line := range lines {
		en, fr, _ := strings.Cut(line, " | ")
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			d, s := docs.Of(l), fr
			if l == documents.EN {
				s = en
			}
			d.Blocks = append(d.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: s})
			d.Segments = append(d.Segments, documents.Segment{ID: i + 1, Block: i + 1, End: len(s), Text: s})
		}
		a.Beads = append(a.Beads, align.Bead{FR: []int{i}, EN: []int{i}, Score: 1})
	}
	return docs, a
}

func find(lines []string, opts Options) []Candidate {
	docs, a := pairOf(lines)
	c := New(lexicon.Shipped())
	c.Add(0, docs, a)
	return mustFind(c, opts)
}

func mustFind(c *Collector, opts Options) []Candidate {
	all, err := c.Find(context.Background(), opts)
	if err != nil {
		panic(err) // ctx never ends
	}
	return all
}

func names(all []Candidate) []string {
	var out []string
	for _, c := range all {
		out = append(out, c.Terms.EN+" = "+c.Terms.FR)
	}
	return out
}

func TestFind(t *testing.T) {
	all := find(strings.Split(text, "\n"), Options{})
	got := names(all)
	for _, want := range []string{
		"quay licence = permis de quai", "pilot = pilote", // defined
		"harbour authority = autorité portuaire",
		"register of vessels = registre des bâtiments",
		"harbour fee = droit de port",
		"contract of marine insurance = contrat d’assurance maritime",
		"marine insurance = assurance maritime", // also by itself
		"owner = propriétaire",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("not proposed: %s", want)
		}
	}
	for _, c := range all {
		for _, bad := range []string{"Marie", "Dupont", "this", "decision of"} {
			if strings.Contains(c.Terms.EN, bad) {
				t.Errorf("proposed: %s = %s", c.Terms.EN, c.Terms.FR)
			}
		}
	}
	if len(all) < 2 || all[0].Defined != 1 || all[1].Defined != 1 {
		t.Fatalf("definitions do not come first: %q", got)
	}
	at := slices.Index(got, "harbour authority = autorité portuaire")
	if at < 0 {
		t.FailNow()
	}
	if c := all[at]; c.Count != 4 || c.Beads != 4 || c.Documents != 1 || c.Counts != (documents.Pair[int]{FR: 4, EN: 4}) {
		t.Errorf("harbour authority: %+v", c)
	}
	// A piece of a longer term is none.
	for _, piece := range []string{"register = registre", "authority = autorité", "fee = droit"} {
		if slices.Contains(got, piece) {
			t.Errorf("proposed a piece: %s", piece)
		}
	}
}

func TestLeast(t *testing.T) {
	lines := strings.Split(text, "\n")
	for _, least := range []int{1, 2, 3, 4} {
		for _, c := range find(lines, Options{Least: least}) {
			if c.Count < least && c.Defined == 0 {
				t.Errorf("least %d: %s = %s stands %d times", least, c.Terms.EN, c.Terms.FR, c.Count)
			}
		}
	}
	if n := len(find(nil, Options{})); n != 0 {
		t.Errorf("%d candidates of nothing", n)
	}
}

func TestFindEnds(t *testing.T) {
	docs, a := pairOf(strings.Split(text, "\n"))
	c := New(lexicon.Shipped())
	c.Add(0, docs, a)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if all, err := c.Find(ctx, Options{}); all != nil || err != context.Canceled {
		t.Errorf("%d candidates, %v", len(all), err)
	}
}

// TestRepeats reads beads that say one word over and over, which link every
// word with every other.
func TestRepeats(t *testing.T) {
	long := strings.Repeat("right ", 250) + "| " + strings.Repeat("droit ", 250)
	lines := slices.Repeat([]string{strings.Replace(long, "| ", " | ", 1)}, 50)
	if got := names(find(lines, Options{})); len(got) > 1 {
		t.Errorf("proposed %q", got)
	}
}

// rowsOf are what a terminologist gets, but for the example's place.
func rowsOf(all []Candidate) []string {
	var out []string
	for _, c := range all {
		c.Example = Example{}
		out = append(out, fmt.Sprintf("%+v", c))
	}
	return out
}

func TestOrderOfBeads(t *testing.T) {
	// Two beads of the same length compete to be the example.
	lines := append(strings.Split(text, "\n"), "The wharf due is low. | Le droit de quai est bas.", "The wharf due is new. | Le droit de quai est dur.")
	run := func() []string {
		all := find(lines, Options{Least: 1})
		rows := rowsOf(all)
		for i, c := range all {
			rows[i] += " " + lines[c.Example.Segments.FR]
		}
		return rows
	}
	want := run()
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		if got := run(); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order gives\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestDocuments adds the same text in parts, in both orders.
func TestDocuments(t *testing.T) {
	lines := strings.Split(text, "\n")
	run := func(parts ...[]string) []Candidate {
		c := New(lexicon.Shipped())
		for i, part := range parts {
			docs, a := pairOf(part)
			if !c.Add(i, docs, a) {
				t.Fatal("not all was read")
			}
		}
		return mustFind(c, Options{})
	}
	a, b := run(lines[:8], lines[8:]), run(lines[8:], lines[:8])
	if !reflect.DeepEqual(rowsOf(a), rowsOf(b)) {
		t.Errorf("the order of documents matters:\n%s\n%s", rowsOf(a), rowsOf(b))
	}
	for _, c := range a {
		if c.Terms.EN == "owner" && c.Documents != 2 {
			t.Errorf("owner: %d documents, want 2", c.Documents)
		}
	}
}

// supported checks what holds of any candidate.
func supported(t *testing.T, all []Candidate, docs documents.Pair[*documents.Document], a *align.Alignment) {
	t.Helper()
	seen := map[documents.Pair[string]]bool{}
	for i, c := range all {
		b := a.Beads[c.Example.Bead]
		switch {
		case c.Terms.FR == "" || c.Terms.EN == "" || seen[c.Terms]:
			t.Errorf("empty or twice: %+v", c)
		case c.Count < 1 || c.Beads < 1 || c.Documents < 1 || c.Counts.FR < 1 || c.Counts.EN < 1 || c.Score <= 0:
			t.Errorf("without support: %+v", c)
		case c.Counts.FR < c.Count && c.Defined == 0 || c.Counts.EN < c.Count && c.Defined == 0:
			// A phrase of one side may be paired with one of the other only once.
			t.Errorf("more pairs than occurrences: %+v", c)
		case !slices.Contains(b.FR, c.Example.Segments.FR) || !slices.Contains(b.EN, c.Example.Segments.EN):
			t.Errorf("the example lies outside its bead: %+v", c)
		case i > 0 && c.Defined == all[i-1].Defined && c.Score > all[i-1].Score:
			t.Errorf("out of order: %+v", c)
		}
		seen[c.Terms] = true
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			first, _, _ := strings.Cut(lexicon.Fold(c.Terms.Of(l)), " ")
			text := lexicon.Fold(docs.Of(l).Blocks[docs.Of(l).Segments[c.Example.Segments.Of(l)].Block-1].Text)
			if n := min(3, len(first)); !strings.Contains(text, first[:n]) {
				t.Errorf("%q is not in its example %q", c.Terms.Of(l), text)
			}
		}
	}
}

func TestSupport(t *testing.T) {
	docs, a := pairOf(strings.Split(text, "\n"))
	c := New(lexicon.Shipped())
	c.Add(0, docs, a)
	supported(t, mustFind(c, Options{Least: 1}), docs, a)
}

func TestDefinition(t *testing.T) {
	r := newReader(lexicon.Shipped())
	for _, c := range []struct{ fr, en, want string }{
		// Notes in the other language at the end.
		{"navire Bâtiment de mer. (ship)", "ship means a vessel of the sea. (navire)", "navire = ship"},
		{"le bâtiment de mer. (ship)", "a vessel of the sea; (navire)", "navire = ship"},
		{"un membre du conseil (voir la partie 2).", "a member of the board (see Part 2).", ""},
		{"la loi fédérale (production primaire)", "the federal Act (primary production)", ""},
		{"né à Paris (né en 1959)", "born in Paris (born in 1959)", ""},
		// Quotes.
		{"« navire » : bâtiment de mer;", "‘ship’ means a vessel of the sea;", "navire = ship"},
		{"On entend par « navire » tout bâtiment.", "“ship” means any vessel.", "navire = ship"},
		{"« Partez », dit-il.", "“Leave”, he said.", ""},
		// Verbs.
		{"Le terme société désigne toute personne morale.", "The term company means any body corporate.", "société = company"},
		{"Au présent article, le terme imposition désigne l’impôt.", "In this Article, the term taxation means tax.", "imposition = taxation"},
		{"a) assuré s’entend du titulaire;", "(a) insured means the holder;", "assuré = insured"},
		{"élément de conception À l’égard d’un moteur :", "element of design means, in respect of an engine,", "élément de conception = element of design"},
		{"précurseur de catégorie B Selon le cas :", "Class B precursor means any of the following:", "précurseur de catégorie B = Class B precursor"},
		{"Les progrès récents signifient que le risque croît.", "Recent progress means that the risk grows.", ""},
		{"Cela signifie la paix.", "This means peace.", ""},
		{"Le juge rend sa décision.", "The judge gives a decision.", ""},
		// Short names.
		{"la Société des ports (ci-après la « Société »)", "the Harbour Company (hereinafter the “Company”)", "Société = Company"},
		{"le mode (« auto »)", "the mode (“auto”)", ""},
		{"le mot (mal dit « Société »)", "the word (badly said “Company”)", ""},
		{"", "", ""},
		{"(", ")", ""},
		{"«", "“", ""},
		{"a)", "(a)", ""},
	} {
		got := ""
		if d := r.definition(c.fr, c.en); d != nil {
			got = d.FR + " = " + d.EN
		}
		if got != c.want {
			t.Errorf("%q, %q:\n got %q\nwant %q", c.fr, c.en, got, c.want)
		}
	}
}

func TestPhrases(t *testing.T) {
	r := newReader(lexicon.Shipped())
	for _, c := range []struct {
		lang       documents.Lang
		text       string
		want, miss string
	}{
		{documents.FR, "Le contrat d’assurance maritime est nul.", "contrat|contrat d’assurance|contrat d’assurance maritime|assurance|assurance maritime", "maritime"},
		{documents.FR, "dans le cas de force majeure", "force majeure", "cas de force majeure"},
		{documents.FR, "à l’égard du navire", "navire", "égard du navire"},
		{documents.FR, "les navires, les ports", "navires|ports", "navires, les ports"},
		{documents.EN, "The master of the ship’s cargo", "master|master of the ship’s cargo|ship’s cargo|cargo", "The master|of the ship"},
		{documents.EN, "in respect of any marine policy", "marine policy|policy", "respect|any marine policy"},
		{documents.EN, "section 5 of the date of birth", "date of birth|birth", "date|section"},
	} {
		words := r.read(c.text, c.lang)
		var got []string
		for _, p := range phrases(words, c.lang) {
			got = append(got, c.text[words[p.from].start:words[p.to-1].end])
		}
		for _, w := range strings.Split(c.want, "|") {
			if !slices.Contains(got, w) {
				t.Errorf("%q: lacks %q, has %q", c.text, w, got)
			}
		}
		for _, w := range strings.Split(c.miss, "|") {
			if slices.Contains(got, w) {
				t.Errorf("%q: has %q", c.text, w)
			}
		}
	}
}

func TestSpelling(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		// The singular and lower case where the text has them, though rarer.
		{"The fishing vessels left. | Les bateaux de pêche sont partis.\nFishing vessels arrived. | Des bateaux de pêche sont arrivés.\nA fishing vessel sank. | Un bateau de pêche a coulé.", "fishing vessel = bateau de pêche"},
		{"The Council met. | Le Conseil s’est réuni.\nA Council met. | Un Conseil s’est réuni.", "Council = Conseil"},
		{"UNESCO met. | L’UNESCO s’est réunie.\nThe UNESCO met. | L’UNESCO a voté.", "UNESCO = UNESCO"},
	} {
		if got := names(find(strings.Split(c.lines, "\n"), Options{})); !slices.Contains(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.lines, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for line := range strings.SplitSeq(text, "\n") {
		en, fr, _ := strings.Cut(line, " | ")
		f.Add(fr, en)
	}
	f.Add("« (« ", "(the “")
	f.Add("À\u00a0l’É", "’s ’s")
	f.Fuzz(func(t *testing.T, fr, en string) {
		if len(fr)+len(en) > 2000 {
			t.Skip()
		}
		line := en + " | " + fr
		docs, a := pairOf([]string{line, line})
		c := New(lexicon.Shipped())
		c.Add(0, docs, a)
		for _, x := range mustFind(c, Options{Least: 1}) {
			if x.Terms.FR == "" || x.Terms.EN == "" || x.Count < 1 || x.Score <= 0 {
				t.Errorf("without support: %+v", x)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	docs, a := pairOf(strings.Split(strings.Repeat(text+"\n", 20), "\n"))
	b.ReportAllocs()
	for b.Loop() {
		c := New(lexicon.Shipped())
		c.Add(0, docs, a)
		mustFind(c, Options{})
	}
}
