package render

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"concord/documents"
	"concord/internal/printable"
)

func unpainted(a ...any) string { return fmt.Sprint(a...) }

func oneSegment(text string) *documents.Document {
	return &documents.Document{
		Blocks:   []documents.Block{{ID: 1, Kind: documents.Paragraph, Text: text}},
		Segments: []documents.Segment{{ID: 1, Block: 1, End: len(text), Text: text}},
	}
}

func TestMarksUnderWords(t *testing.T) {
	for _, c := range []struct{ name, text, word, marks string }{
		{"accents", "L’été à Évora", "Évora", "        ~~~~~"},
		{"combining", "E\u0301te\u0301 à E\u0301vora", "E\u0301vora", "      ~~~~~"},
		{"wide", "日本語 3,2", "3,2", "       ~~~"},
		{"wide marked", "le 日本 ici", "日本", "   ~~~~"},
		{"emoji", "👩‍👧 ici", "ici", "   ~~~"},
		{"escape", "\x1b[2Jici", "ici", "    ~~~"},
		{"part of a character", "e\u0301te", "\u0301", "~"}, // a reader sees one letter
		{"soft hyphen", "co\u00adop ici", "ici", "     ~~~"},
		{"tab", "a\tb", "b", "  ~"},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := strings.Index(c.text, c.word)
			got := rows(oneSegment(c.text), []int{0}, []documents.Span{{Start: at, End: at + len(c.word)}}, 40, unpainted)
			if len(got) != 1 || got[0].marks != c.marks {
				t.Errorf("got %+v, want marks %q", got, c.marks)
			}
		})
	}
}

func TestMarksOfGap(t *testing.T) {
	for _, c := range []struct {
		at   int
		want row
	}{
		{3, row{text: "un mot", marks: "   ~", width: 6}},
		{6, row{text: "un mot ", marks: "      ~", width: 7}},
	} {
		got := rows(oneSegment("un mot"), []int{0}, []documents.Span{{Start: c.at, End: c.at}}, 40, unpainted)
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("gap at %d: got %+v", c.at, got)
		}
	}
}

// A long passage that is marked from end to end keeps its start and its end.
func TestCutLongMark(t *testing.T) {
	text := "Début " + strings.Repeat("mot ", 200) + "fin."
	got := rows(oneSegment(text), []int{0}, []documents.Span{{Start: 0, End: len(text)}}, 40, unpainted)
	all := ""
	for _, r := range got {
		all += r.text + "|"
	}
	if len(got) > 5 || !strings.HasPrefix(all, "Début") || !strings.HasSuffix(all, "fin.|") || !strings.Contains(all, "…") {
		t.Errorf("got %s", all)
	}
}

func TestShortenPath(t *testing.T) {
	for _, c := range []struct {
		width int
		want  string
	}{{40, "dossier/été/rapport.fr.pdf p. 3"}, {20, "…rapport.fr.pdf p. 3"}, {19, "…apport.fr.pdf p. 3"}} {
		got := shortenPath("dossier/été/rapport.fr.pdf p. 3", c.width)
		if got != c.want || printable.Width(got) > c.width {
			t.Errorf("%d: %q", c.width, got)
		}
	}
}

func TestLeadLine(t *testing.T) {
	lead, more := leadLine("un message plus long que la première ligne", 20, 25)
	if lead != "un message plus long" || strings.Join(more, "|") != "que la première ligne" {
		t.Errorf("got %q, %q", lead, more)
	}
	if lead, more := leadLine("court", 20, 25); lead != "court" || more != nil {
		t.Errorf("got %q, %q", lead, more)
	}
	if lead, more := leadLine("sans place sur la ligne", 4, 25); lead != "" || len(more) != 1 {
		t.Errorf("got %q, %q", lead, more)
	}
}

// A passage of many segments that is marked throughout is cut as one.
func TestCutManySegments(t *testing.T) {
	d := &documents.Document{Blocks: []documents.Block{{ID: 1, Kind: documents.Paragraph}}}
	var segs []int
	var spans []documents.Span
	for i := range 40 {
		text := fmt.Sprintf("Phrase numéro %d.", i+1)
		d.Segments = append(d.Segments, documents.Segment{ID: i + 1, Block: 1, Text: text})
		segs, spans = append(segs, i), append(spans, documents.Span{Seg: i, End: len(text)})
	}
	got := rows(d, segs, spans, 40, unpainted)
	if len(got) > 4 || got[0].text != "Phrase numéro 1. Phrase numéro 2. Phrase" || got[0].marks != strings.Repeat("~", 40) {
		t.Errorf("got %+v", got)
	}
	if all := got[1].text + " " + got[len(got)-1].text; !strings.Contains(all, " … ") {
		t.Errorf("a word is cut: %s", all)
	}
}

// Whatever the text and the span: lines fit, nothing unsafe is printed, and as
// many columns are marked as the marked characters that are shown take.
func FuzzMarks(f *testing.F) {
	f.Add("L’été à Évora, 3,2\u00a0% de plus", 8, 13, 20)
	f.Add("日本語の注\x1b[31m\u202e et", 3, 9, 10)
	f.Add(strings.Repeat("mot ", 100), 40, 44, 15)
	f.Add("a\u0301\u0302\u0303👩‍👧👦🏽", 1, 30, 12)
	f.Fuzz(func(t *testing.T, text string, start, end, width int) {
		width = 10 + abs(width)%120
		start, end = boundary(text, start), boundary(text, end)
		if start > end {
			start, end = end, start
		}
		span := documents.Span{Start: start, End: end}
		got := rows(oneSegment(text), []int{0}, []documents.Span{span}, width, unpainted)
		marked := 0
		for _, r := range got {
			if r.width > width {
				t.Fatalf("%d columns in a column of %d: %q", r.width, width, r.text)
			}
			for _, c := range r.text {
				if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) {
					t.Fatalf("%U in %q", c, r.text)
				}
			}
			if len(r.marks) > r.width {
				t.Fatalf("marks %q beyond %q", r.marks, r.text)
			}
			marked += strings.Count(r.marks, "~")
		}
		want := 0
		for _, c := range printable.Cells(text) {
			if c.Start < end && c.End > start {
				want += c.Width
			}
		}
		// A cut loses marked columns, and a line's end one marked space; no
		// more are marked than there are, an ellipsis and a gap apart.
		if marked > want+2 || (want > 0 && marked == 0 && strings.TrimSpace(printable.Line(text[start:end])) != "") {
			t.Fatalf("%d columns marked of %d in %+v", marked, want, got)
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return max(-n, 0)
	}
	return n
}

func boundary(s string, at int) int {
	at = abs(at) % (len(s) + 1)
	for at > 0 && at < len(s) && s[at]&0xc0 == 0x80 {
		at--
	}
	return at
}
