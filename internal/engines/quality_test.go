package engines

import (
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// set writes text on a page as a simple PDF does: half a size for each
// character, lines of 80 characters, spaces as glyphs.
func set(text string) *extract.Page {
	p := &extract.Page{Number: 1, Width: 595, Height: 842, Engine: string(Native), Fonts: []extract.Font{{Name: "Body"}}}
	x, y := 72.0, 770.0
	for _, r := range text {
		if r == ' ' && x > 500 {
			x, y = 72, y-14
			continue
		}
		p.Glyphs = append(p.Glyphs, extract.Glyph{Text: string(r), X: x, Y: y, W: 5, Size: 10, MCID: -1})
		x += 5
	}
	return p
}

const french = `Le comité a examiné les demandes reçues pendant l’année et a décidé de soutenir onze
projets. Chaque projet reçoit une somme qui dépend de sa durée et du nombre de personnes qui y
travaillent. Les responsables rendent compte de leurs dépenses deux fois par an, au printemps et à
l’automne, et le comité publie un rapport sur son site. Les projets qui n’avancent pas perdent leur
soutien après un avertissement, sauf si le retard vient d’une cause qu’ils n’ont pu prévoir.`

const english = `The committee looked at the requests that came in during the year and decided to
support eleven projects. Each project receives a sum that depends on how long it lasts and on how
many people work on it. Those in charge account for their spending twice a year, in spring and in
autumn, and the committee publishes a report on its site. Projects that do not move forward lose
their support after a warning, unless the delay has a cause that they could not have foreseen.`

const keys = `Alberta Manitoba Ontario Toronto Montreal Vancouver Calgary Halifax Moncton Gatineau
Kingston Hamilton London Windsor Regina Saskatoon Winnipeg Thunder Sudbury Barrie Oshawa Guelph
Kitchener Waterloo Cambridge Brantford Peterborough Belleville Cornwall Brockville Pembroke Timmins
Sherbrooke Drummondville Granby Trois Saguenay Rimouski Gaspesie Matane Baie Comeau Alma Roberval
Chibougamau Amos Rouyn Noranda Senneterre Maniwaki Hawkesbury Rockland Casselman Kemptville Perth
Carleton Renfrew Arnprior Petawawa Napanee Picton Trenton Cobourg Bowmanville Lindsay Orillia`

// shifted is text as it comes out when each code stands for another letter.
func shifted(s string, by rune) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' {
			return r + by
		}
		return r
	}, s)
}

func TestScore(t *testing.T) {
	unknown := func(s string, every int) string {
		n := 0
		return strings.Map(func(r rune) rune {
			if n++; r != ' ' && n%every == 0 {
				return '\uFFFD'
			}
			return r
		}, s)
	}
	for _, c := range []struct {
		name, text string
		low, high  float64
	}{
		{"French", french, 1, 1},
		{"English", english, 1, 1},
		{"names without a common word", keys, 1, 1},
		{"few words", "Annexe technique", 1, 1},
		{"figures", strings.Repeat("12,5 347 89 ", 60), 1, 1},
		{"another alphabet", strings.Repeat("Комитет рассмотрел все заявления ", 30), 1, 1},
		{"one unknown sign in a page", french + " \uFFFD", 0.98, 1},
		{"every tenth sign unknown", unknown(french, 10), 0.3, 0.7},
		{"all unknown", unknown(french, 1), 0, 0.01},
		{"private use", strings.Map(func(r rune) rune { return r + 0xE000 }, strings.ReplaceAll(french, "\n", " ")), 0, 0.01},
		{"letters shifted by 3", shifted(french, 3), 0, 0.8},
		{"letters shifted down", shifted(english, -29), 0, 0.8},
		{"spaces lost", strings.Repeat(strings.ReplaceAll(strings.ReplaceAll(english, " ", ""), "\n", ""), 30), 0, 0.8},
		{"words split", strings.Join(strings.Split(strings.ReplaceAll(english, " ", ""), ""), " "), 0, 0.85},
		{"nothing", "", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := set(strings.ReplaceAll(c.text, "\n", " "))
			got := textOf(page).score()
			if got < c.low || got > c.high {
				t.Errorf("score %.3f, want %.2f to %.2f; words %d, pairs %.2f", got, c.low, c.high, len(textOf(page).words), textOf(page).pairs())
			}
		})
	}
}

// What a score leads to: a second reading for a doubtful page only, and the
// better text stays.
func TestBetter(t *testing.T) {
	good, bad := set(strings.ReplaceAll(french, "\n", " ")), set(shifted(strings.ReplaceAll(french, "\n", " "), 3))
	half := set(strings.ReplaceAll(french, "\n", " "))
	half.Glyphs = half.Glyphs[:len(half.Glyphs)/2]
	if d := doubt(good); d != noDoubt {
		t.Errorf("doubt %d about a good page", d)
	}
	if d := doubt(bad); d != garbled {
		t.Errorf("doubt %d about a garbled page", d)
	}
	half.Warnings = append(half.Warnings, pageWarning(1, "page-partly-read", "x", "x"))
	if d := doubt(half); d != notRead {
		t.Errorf("doubt %d about a page read in part", d)
	}
	for _, c := range []struct {
		name          string
		first, second *extract.Page
		why           reason
		want          bool
	}{
		{"garbled, then good", bad, good, garbled, true},
		{"good, then garbled", good, bad, garbled, false},
		{"the same twice", bad, bad, garbled, false},
		{"nothing the second time", bad, set(""), garbled, false},
		{"half, then all", half, good, notRead, true},
		{"all, then half", good, half, notRead, false},
		{"nothing, then all", set(""), good, notRead, true},
		{"guessed and equal", good, good, guess, true},
	} {
		if got := better(c.first, c.second, c.why); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// The page that stays keeps what both knew, says why it changed, and no longer
// claims that it was not read.
func TestReplace(t *testing.T) {
	first, second := set("abc"), set("Un mot.")
	first.Rules = []extract.Rule{{Box: documents.Box{X1: 10, Y1: 1}}}
	first.Bookmarks = []extract.Bookmark{{Title: "Un", Level: 1}}
	first.Warnings = []documents.Warning{pageWarning(1, "page-unreadable", "x", "x"), pageWarning(1, "hidden-text", "x", "x")}
	second.Engine = string(PDFium)
	replace(first, second, notRead)
	var codes []string
	for _, w := range first.Warnings {
		codes = append(codes, w.Code)
		if w.Message.FR == "" || w.Message.EN == "" {
			t.Errorf("%s has no words", w.Code)
		}
	}
	if first.Engine != "pdfium" || len(first.Rules) != 1 || len(first.Bookmarks) != 1 || strings.Join(codes, " ") != "hidden-text page-engine" {
		t.Errorf("engine %s, rules %v, bookmarks %v, warnings %v", first.Engine, first.Rules, first.Bookmarks, codes)
	}
}

// Fonts that do not say what their codes mean are looked at once each, where
// they are much used.
func TestGuessedFonts(t *testing.T) {
	p := set(strings.ReplaceAll(french, "\n", " "))
	p.Fonts = []extract.Font{{Name: "Body"}, {Name: "Odd", Guessed: true}, {Name: "Rare", Guessed: true}}
	if share, fresh := guessedFonts(p, nil); share != 0 || fresh {
		t.Errorf("no guessed glyph: %g, %v", share, fresh)
	}
	for i := range p.Glyphs[:len(p.Glyphs)/2] {
		p.Glyphs[i].Font = 1
	}
	p.Glyphs[len(p.Glyphs)-1].Font = 2
	if share, fresh := guessedFonts(p, map[string]bool{}); share < 0.4 || share > 0.6 || !fresh {
		t.Errorf("half of the page: %g, %v", share, fresh)
	}
	// What is left is a single glyph in a font that was not compared.
	if _, fresh := guessedFonts(p, map[string]bool{"Odd": true}); fresh {
		t.Error("one glyph asks for another sample")
	}
}

func TestAgreement(t *testing.T) {
	a, b := text{words: []string{"un", "deux", "deux", "trois"}}, text{words: []string{"deux", "un", "quatre", "trois"}}
	if got := agreement(a, b); got != 0.75 {
		t.Errorf("agreement %g, want 0.75", got)
	}
	if agreement(a, a) != 1 || agreement(text{}, text{}) != 1 || agreement(a, text{}) != 0 {
		t.Error("equal, empty or nothing in common")
	}
}

func BenchmarkDoubt(b *testing.B) {
	page := set(strings.Repeat(strings.ReplaceAll(french, "\n", " "), 6))
	for b.Loop() {
		doubt(page)
	}
}
