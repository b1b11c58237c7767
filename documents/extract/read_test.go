package extract_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"concord/documents"
	"concord/documents/extract"
)

// read reads a text or Markdown file and fails the test on an error.
func read(t *testing.T, name, text string, opts extract.Options) *documents.Document {
	t.Helper()
	d, err := extract.Read(context.Background(), name, []byte(text), opts)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dump writes one line per block: kind, level, label, text and links.
func dump(d *documents.Document) string {
	var b strings.Builder
	for _, k := range d.Blocks {
		b.WriteString(string(k.Kind))
		if k.Level > 0 {
			fmt.Fprintf(&b, " %d", k.Level)
		}
		if k.Row > 0 {
			fmt.Fprintf(&b, " %d,%d", k.Row, k.Col)
		}
		if k.Label != "" {
			fmt.Fprintf(&b, " [%s]", k.Label)
		}
		fmt.Fprintf(&b, ": %s", k.Text)
		for _, l := range k.Links {
			fmt.Fprintf(&b, " {%s → %s}", k.Text[l.Start:l.End], l.URL)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func want(t *testing.T, d *documents.Document, text string) {
	t.Helper()
	if got := dump(d); got != strings.TrimLeft(text, "\n") {
		t.Errorf("got\n%s\nwant%s", got, text)
	}
}

func TestText(t *testing.T) {
	d := read(t, "a.txt", `Office of Examples
12 Sample Street
Montreal

REPORT OF THE YEAR

This paragraph was wrapped at a margin by the program that wrote
it, which is why its lines belong together; it goes on for quite a
while and holds a hyphen-
ated word, and the word hyphenated again.

Points:
- the first one, which is long enough to need a second line in this
  small file;
- the second one
1) a number
2) another number, again with text that is long enough to be wrapped
at the margin.

    Yours,
    A. Sample
`, extract.Options{})
	want(t, d, `
paragraph: Office of Examples
paragraph: 12 Sample Street
paragraph: Montreal
heading 1: REPORT OF THE YEAR
paragraph: This paragraph was wrapped at a margin by the program that wrote it, which is why its lines belong together; it goes on for quite a while and holds a hyphenated word, and the word hyphenated again.
paragraph: Points:
list-item 1 [-]: the first one, which is long enough to need a second line in this small file;
list-item 1 [-]: the second one
list-item 1 [1)]: a number
list-item 1 [2)]: another number, again with text that is long enough to be wrapped at the margin.
paragraph: Yours,
paragraph: A. Sample
`)
	if d.Lang != documents.EN || d.Format != "text" || len(d.SHA256) != 64 {
		t.Errorf("lang %q, format %q, digest %q", d.Lang, d.Format, d.SHA256)
	}
}

// A letter with whole paragraphs on one line has no margin: what ends early
// was ended by hand.
func TestTextWholeLines(t *testing.T) {
	long := strings.Repeat("Les enfants ont droit à la protection de la loi, dit le rapport. ", 4)
	d := read(t, "a.txt", "Madame,\nMonsieur,\n"+long+"\n"+long+"\nc.exemple@exemple.org\n", extract.Options{})
	if len(d.Blocks) != 5 || d.Lang != documents.FR {
		t.Errorf("%s: %s", d.Lang, dump(d))
	}
}

// Lines that are whole paragraphs are not joined, however short they are: most
// of them end a sentence, and one goes far beyond the others.
func TestTextShortParagraphs(t *testing.T) {
	d := read(t, "a.txt", `Programme d’aide aux bibliothèques
Le programme appuie les bibliothèques des petites villes et des villages.
Le comité lit les demandes deux fois l’an, au printemps et à l’automne.
Il répond à toutes.
    • les bibliothèques municipales ;
        ◦ avec deux points de service ;
        ◦ avec un seul ;
    • les bibliothèques régionales.
Chaque demande compte trois pages au plus, que signe une personne du conseil.
Les montants sont en dollars.
`, extract.Options{})
	want(t, d, `
paragraph: Programme d’aide aux bibliothèques
paragraph: Le programme appuie les bibliothèques des petites villes et des villages.
paragraph: Le comité lit les demandes deux fois l’an, au printemps et à l’automne.
paragraph: Il répond à toutes.
list-item 1 [•]: les bibliothèques municipales ;
list-item 2 [◦]: avec deux points de service ;
list-item 2 [◦]: avec un seul ;
list-item 1 [•]: les bibliothèques régionales.
paragraph: Chaque demande compte trois pages au plus, que signe une personne du conseil.
paragraph: Les montants sont en dollars.
`)
	// The same paragraphs wrapped are read as they were.
	wrapped := read(t, "a.txt", `Le programme appuie les bibliothèques des
petites villes et des villages.

Le comité lit les demandes deux fois
l’an, au printemps et à l’automne.

Il répond à toutes.

Chaque demande compte trois pages au
plus, que signe une personne du conseil.
`, extract.Options{})
	want(t, wrapped, `
paragraph: Le programme appuie les bibliothèques des petites villes et des villages.
paragraph: Le comité lit les demandes deux fois l’an, au printemps et à l’automne.
paragraph: Il répond à toutes.
paragraph: Chaque demande compte trois pages au plus, que signe une personne du conseil.
`)
}

// Numbers in brackets are notes where the text calls them, and text elsewhere.
func TestTextNotes(t *testing.T) {
	const text = `The program supports small libraries[1]. It began in 2011 [2], and
it goes on for as long as there are some left[1][3].

[7] Nothing calls this.

[1] Those of towns under 5,000 residents, as the census of the year 2021
    counted them.
[2] By decision of the council.

[3] See the report.
`
	d := read(t, "a.txt", text, extract.Options{Lang: documents.EN})
	want(t, d, `
paragraph: The program supports small libraries. It began in 2011, and it goes on for as long as there are some left.
paragraph: [7] Nothing calls this.
note [1]: Those of towns under 5,000 residents, as the census of the year 2021 counted them.
note [2]: By decision of the council.
note [3]: See the report.
`)
	var got []string
	for _, m := range d.Blocks[0].Marks {
		got = append(got, fmt.Sprint(d.Blocks[0].Text[:m.At][max(0, m.At-4):], m.Note))
	}
	if fmt.Sprint(got) != "[ries3 20114 left3 left5]" {
		t.Errorf("marks %v", got)
	}
	origins(t, d, text)
	linked(t, d)
	want(t, read(t, "a.txt", "Voir [1] et [a].\n\n[2] Autre chose.\n", extract.Options{}), "paragraph: Voir [1] et [a].\nparagraph: [2] Autre chose.\n")
}

func TestLines(t *testing.T) {
	d := read(t, "a.md", "# One. Two.\n\nthree\n  - four\nfive", extract.Options{Lines: true, Lang: documents.EN})
	want(t, d, `
paragraph: # One. Two.
paragraph: three
paragraph: - four
paragraph: five
`)
	for i, s := range d.Segments {
		if s.ID != i+1 || s.Block != i+1 || s.Text != d.Blocks[i].Text {
			t.Errorf("segment %d: %+v", i, s)
		}
	}
}

func TestMarkdown(t *testing.T) {
	d := read(t, "a.md", `---
title: left out
---
# The *first* heading

A paragraph with [words](https://example.org/fr/a_b) behind which is an
address, an <https://example.org/auto>, a bare https://example.org/PAGE_FR/x_y.html,
`+"`code`"+`, an &eacute;, an escaped \* and a note[^1].

Second
------

> quoted text

1. one
2. two
   - nested item

     with a paragraph
- other

| a | b |
|---|---|
| c | **d** |

    code block

<!-- left out -->

<div>words in a tag</div>

![a picture](p.png)

A. Sample
Officer
a.sample@example.org

[^1]: The note.

    Its second paragraph.
`, extract.Options{})
	want(t, d, `
heading 1: The first heading
paragraph: A paragraph with words behind which is an address, an https://example.org/auto, a bare https://example.org/PAGE_FR/x_y.html, code, an é, an escaped * and a note. {words → https://example.org/fr/a_b}
heading 2: Second
paragraph: quoted text
list-item 1 [1.]: one
list-item 1 [2.]: two
list-item 2 [-]: nested item
paragraph: with a paragraph
list-item 1 [-]: other
cell 1,1: a
cell 1,2: b
cell 2,1: c
cell 2,2: d
code: code block
paragraph: words in a tag
caption: a picture {a picture → p.png}
paragraph: A. Sample
paragraph: Officer
paragraph: a.sample@example.org
note [1]: The note.
note: Its second paragraph.
`)
	origins(t, d, "")
}

// Every piece of text is at its place in the file, to the code point.
func TestOrigins(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"a.md", "# É &amp; *à*\n\nl’été\nfini, e\u0301 [lien **gras**](u) \\_x\\_ et un [autre][r] <b>z</b>.\n\n| é | ~~b~~ |\n|--|--|\n| &lt;a | c |\n\n[r]: http://x.example\n"},
		{"a.md", "+++\nx = \"é\"\n+++\n* a\u00a0b\n  c\u00add\n\n\tcode é\n"},
		{"a.txt", "\tMot\u00a0: e\u0301tat\n  suite — fin.\n\n  • point\u200b un\n"},
		{"a.txt", "Une ligne assez longue pour être au-dessus de la marge étroite\net une autre qui se termine par un mot cou-\npé en deux, et ainsi de suite jusqu’à la marge.\n"},
	} {
		d := read(t, c.name, c.text, extract.Options{})
		origins(t, d, c.text)
	}
}

// origins holds the contract of Block.Text and Origins.
func origins(t *testing.T, d *documents.Document, source string) {
	t.Helper()
	file := []rune(source)
	for _, b := range d.Blocks {
		if !utf8.ValidString(b.Text) || !norm.NFC.IsNormalString(b.Text) {
			t.Errorf("block %d: not UTF-8 in NFC: %q", b.ID, b.Text)
		}
		if strings.Contains(b.Text, "  ") || strings.Trim(b.Text, " ") != b.Text || strings.ContainsAny(b.Text, "\n\r\t") {
			t.Errorf("block %d: white space in %q", b.ID, b.Text)
		}
		at := 0
		for _, o := range b.Origins {
			if o.Start < at || o.End <= o.Start || o.End > len(b.Text) {
				t.Fatalf("block %d: origin %+v after %d in %q", b.ID, o, at, b.Text)
			}
			if s := b.Text[at:o.Start]; strings.TrimSpace(s) != "" {
				t.Errorf("block %d: %q has no origin", b.ID, s)
			}
			at = o.End
			if source == "" {
				continue
			}
			if o.Offset+o.Length > len(file) {
				t.Fatalf("block %d: origin %+v outside the file", b.ID, o)
			}
			text, from := b.Text[o.Start:o.End], string(file[o.Offset:o.Offset+o.Length])
			if utf8.RuneCountInString(text) == o.Length && text != norm.NFC.String(from) || o.Length == 0 {
				t.Errorf("block %d: %q stands for %q", b.ID, text, from)
			}
		}
		if s := b.Text[at:]; strings.TrimSpace(s) != "" {
			t.Errorf("block %d: %q has no origin", b.ID, s)
		}
	}
}

func TestEncodings(t *testing.T) {
	for _, c := range []struct{ name, data, code string }{
		{"UTF-8", "l’été", ""},
		{"mark", "\xEF\xBB\xBFl’été", ""},
		{"Windows-1252", "l\x92\xE9t\xE9", "encoding-guessed"},
		{"UTF-16LE", "\xFF\xFEl\x00\x19\x20\xe9\x00t\x00\xe9\x00", ""},
		{"UTF-16BE", "\xFE\xFF\x00l\x20\x19\x00\xe9\x00t\x00\xe9", ""},
	} {
		d := read(t, "a.txt", c.data, extract.Options{})
		if d.Blocks[0].Text != "l’été" {
			t.Errorf("%s: %q", c.name, d.Blocks[0].Text)
		}
		code := ""
		if len(d.Warnings) > 0 {
			code = d.Warnings[0].Code
		}
		if code != c.code {
			t.Errorf("%s: warning %q, want %q", c.name, code, c.code)
		}
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, data, code string }{
		{"a.txt", "", "file-empty"},
		{"a.txt", " \n\t\n", "no-text"},
		{"a.md", "<!-- nothing -->", "no-text"},
		{"a.docx", "PK\x03\x04", "document-damaged"},
		{"a.odt", "PK\x03\x04", "document-damaged"},
		{"a.docx", "not a zip file", "document-damaged"},
		{"a.xlsx", "PK\x03\x04", "format-unknown"},
		{"a.pages", "PK\x03\x04", "format-unknown"},
		{"a.rtf", "{\\rtf1 x}", "format-unknown"},
		{"a.xml", "<?xml version='1.0'?><a>x</a>", "format-unknown"},
		{"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "format-unknown"},
		{"a.html", "<script>x</script>", "no-text"},
		{"a", "\x89PNG\r\n", "format-unknown"},
		{"a.txt", "a\x00b", "format-unknown"},
		{"a.pdf", "%PDF-1.4", "no-pdf-engine"},
		{"a.md", strings.Repeat("> ", 1000) + "x", "markdown-nesting"},
		{"a.md", strings.Repeat("- ", 1000) + "x", "markdown-nesting"},
	} {
		d, err := extract.Read(context.Background(), c.name, []byte(c.data), extract.Options{})
		var p *documents.Problem
		if !errors.As(err, &p) || p.Code != c.code || d != nil {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
			continue
		}
		if !strings.Contains(p.In(documents.FR), c.name) || !strings.Contains(p.In(documents.EN), c.name) || strings.Contains(p.Error(), "%!") {
			t.Errorf("%s: %s / %s", c.name, p.In(documents.FR), p.In(documents.EN))
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("A line that is long enough to be at a margin of its own, here.\nb-\nc\n\n- d\n1. e\u0301\u00ad\n", "a.txt")
	f.Add("A\u200b\u0300\n", "a.md")
	f.Add("# a\n\n* b [c](d) &amp; `e`\n\n|a|b|\n|-|-|\n|c|d|\n\n[^1] x\n\n[^1]: n\n", "a.md")
	f.Add("\xFF\xFEa\x00\n\x00", "a.txt")
	f.Add("a[1] b [2].\n\n[1] c\n[2] d[1]\n", "a.txt")
	f.Fuzz(func(t *testing.T, text, name string) {
		if name != "a.md" {
			name = "a.txt"
		}
		holds(t, name, text)
		if !utf8.ValidString(text) || strings.HasPrefix(text, "\uFEFF") {
			return
		}
		d, err := extract.Read(context.Background(), name, []byte(text), extract.Options{Lang: documents.EN})
		if err != nil || d.Format != extract.Text && d.Format != extract.Markdown {
			return
		}
		origins(t, d, text)
		once(t, d)
		if d.Format == extract.Text {
			allLetters(t, d, text)
		}
	})
}

// once checks that no piece of the file stands in two blocks.
func once(t *testing.T, d *documents.Document) {
	t.Helper()
	taken := map[int]int{}
	for _, b := range d.Blocks {
		for _, o := range b.Origins {
			for at := o.Offset; at < o.Offset+o.Length; at++ {
				if by, ok := taken[at]; ok && by != b.ID {
					t.Fatalf("code point %d is in the blocks %d and %d", at, by, b.ID)
				}
				taken[at] = b.ID
			}
		}
	}
}

// allLetters checks that every letter and digit of a text file is in a block or a
// label, as often as in the file.
func allLetters(t *testing.T, d *documents.Document, text string) {
	t.Helper()
	count := func(s string) map[rune]int {
		n := map[rune]int{}
		for _, r := range s {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				n[r]++
			}
		}
		return n
	}
	var b strings.Builder
	for _, k := range d.Blocks {
		b.WriteString(k.Label + " " + k.Text + "\n")
		for _, m := range k.Marks {
			b.WriteString(m.Label + " ")
		}
	}
	// Invisible characters may stand between a letter and its accent.
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
	if got, file := count(norm.NFD.String(b.String())), count(norm.NFD.String(bare)); !maps.Equal(got, file) {
		t.Errorf("letters %v, in the file %v", got, file)
	}
}
