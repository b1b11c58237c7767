package extract_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"concord/documents"
	"concord/documents/extract"
)

const page = `<?xml version="1.0"?><!-- é --><!DOCTYPE html>
<html lang="fr-CA"><head><title>Rapport &#8212; Exemple</title><meta charset="utf-8"><style>p { color: red }</style>
<script>var x = "<p>non</p>";</script></head><body>
<header><a href="/">Exemple Canada</a><h1>Le rapport</h1></header>
<nav><h2>Menu</h2><ul><li>Accueil<li>Recherche</ul></nav>
<main><article>
<header><p>Publié lundi</p></header>
<nav><a href="#a">Introduction</a></nav>
<h2 id=a>Les
   <em>suites</em></h2>
Texte sans balise
<p>Le comit&eacute; a adopt&eacute <b>12&nbsp;recommandations</b> lundi<sup><a href="#n1" id="r1">1</a></sup> &amp; mardi&nbsp;; voir <a href="https://example.org/fr/a?b=1&amp;c=2">la page</a>, <a href="mailto:a@exemple.org">a@exemple.org</a>.
<p>Paragraphe &notit; 2 &lt 3
<ol start=3 type=i><li>trois<li value=7>sept <ul><li><p>dedans</p><p>suite</p></ul></ol>
<table><caption>Tableau 1</caption><thead><tr><th colspan=2>A<th>B<tbody><tr><td rowspan=2>1<td>2<td><p>3</p><p>3 bis</p><tr><td>4<td><ul><li>cinq</ul></table>
<p>Madame Exemple<br>12, rue des Essais<br/>Montréal
<p>Une phrase qui<br>continue.<br><br>Une autre.
<pre>code   ici
encore</pre>
<figure><img src=x alt="Une image"><figcaption>Figure 1</figcaption></figure>
<blockquote>Cité</blockquote><dl><dt>Terme<dd>Définition</dl>
<p hidden>caché <span>aussi</span></p><div style="display: none"><p>non plus</div>
<aside>Encadré</aside>
<template><p>modèle</p></template><select><option>choix</select><iframe src=y>cadre</iframe>
<section><ol><li id="n1">La note. <a href="#r1">Retour à la référence 1</a></ol></section>
<p>N&#x65;&#x301;e et cou&shy;pé, te` + "\u0301" + `
</article></main>
<aside>À côté</aside><footer>Date de modification : 2026-11-23</footer>
</body></html>`

func TestHTML(t *testing.T) {
	d := read(t, "a.html", page, extract.Options{})
	want(t, d, `
header: Rapport — Exemple
header: Exemple Canada {Exemple Canada → /}
heading 1: Le rapport
header: Menu
header: Accueil
header: Recherche
paragraph: Publié lundi
toc: Introduction
heading 2: Les suites
paragraph: Texte sans balise
paragraph: Le comité a adopté 12 recommandations lundi & mardi ; voir la page, a@exemple.org. {la page → https://example.org/fr/a?b=1&c=2}
paragraph: Paragraphe ¬it; 2 < 3
list-item 1 [iii.]: trois
list-item 1 [vii.]: sept
list-item 2 [•]: dedans
paragraph: suite
caption: Tableau 1
cell 1,1: A
cell 1,3: B
cell 2,1: 1
cell 2,2: 2
cell 2,3: 3
cell 2,3: 3 bis
cell 3,2: 4
list-item 1 [•]: cinq
paragraph: Madame Exemple
paragraph: 12, rue des Essais
paragraph: Montréal
paragraph: Une phrase qui continue.
paragraph: Une autre.
code: code ici encore
caption: Une image
caption: Figure 1
paragraph: Cité
paragraph: Terme
paragraph: Définition
paragraph: Encadré
note [1]: La note.
paragraph: Née et coupé, té
footer: À côté
footer: Date de modification : 2026-11-23
`)
	warned(t, d, "code-unchecked", "hidden-text", "objects-left-out")
	if d.Lang != documents.FR || d.Format != extract.HTML {
		t.Errorf("language %q, format %q", d.Lang, d.Format)
	}
	covered(t, d)
	placed(t, d, page)
}

// placed checks that every piece of text is at its place in the file, save
// pictures' descriptions, which have none.
func placed(t *testing.T, d *documents.Document, source string) {
	t.Helper()
	file := []rune(source)
	for _, b := range d.Blocks {
		for _, o := range b.Origins {
			// The second character of "&fjlig;" shares the place of the first.
			if o.Length == 0 && (b.Kind == documents.Caption || o.Offset > 0 && o.Offset <= len(file) && file[o.Offset-1] == ';') {
				continue
			}
			if o.Length == 0 || o.Offset+o.Length > len(file) {
				t.Fatalf("block %d: origin %+v in a file of %d", b.ID, o, len(file))
			}
			text, from := b.Text[o.Start:o.End], string(file[o.Offset:o.Offset+o.Length])
			if utf8.RuneCountInString(text) == o.Length && o.Length > 1 && text != from && !strings.ContainsAny(from, "&") {
				t.Errorf("block %d: %q stands for %q", b.ID, text, from)
			}
		}
	}
}

// A reference may stand for two characters, and an old one may lack its
// semicolon: what follows keeps its place.
func TestHTMLReferences(t *testing.T) {
	for _, c := range []struct{ html, text, last string }{
		{"é &fjlig;ord x", "é fjord x", "ord x"},
		{"&eacutex", "éx", "x"},
		{"&#233;&#xE9;x", "ééx", "x"},
		{"&nope;x", "&nope;x", "&nope;x"},
	} {
		d := read(t, "a.html", c.html, extract.Options{})
		o := d.Blocks[0].Origins
		last := o[len(o)-1]
		if d.Blocks[0].Text != c.text || string([]rune(c.html)[last.Offset:last.Offset+last.Length]) != c.last {
			t.Errorf("%s: %q, %+v", c.html, d.Blocks[0].Text, o)
		}
	}
}

// Word and pandoc mark notes in their own ways, and what is not a note's mark
// is text.
func TestHTMLNotes(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"pandoc", `<p>Mot<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p><section role="doc-endnotes"><ol><li id="fn1"><p>Note.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>`,
			"paragraph: Mot.\nnote [1]: Note.\n"},
		{"Word", `<p>Mot<a style='x' href="#_ftn1" name="_ftnref1"><span><span>[1]</span></span></a>.</p><div id=ftn1><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Note.</p></div>`,
			"paragraph: Mot.\nnote [1]: Note.\n"},
		{"site", `<p>Mot<sup id="fn1-rf"><a href="#fn1"><span>Footnote </span>1</a></sup>.</p><dl><dt>Footnote 1</dt><dd id="fn1"><p>Note.</p><p><a href="#fn1-rf"><span>Return to footnote </span>1</a></p></dd></dl>`,
			"paragraph: Mot.\nparagraph: Footnote 1\nnote [1]: Note.\n"},
		{"exponent", `<p>10<sup>2</sup> et <sup><a href="https://example.org/x">lien</a></sup></p>`, "paragraph: 102 et lien {lien → https://example.org/x}\n"},
		{"section", `<p>voir <a href="#s2">la section 2</a></p><h2 id=s2>Deux</h2>`, "paragraph: voir la section 2\nheading 2: Deux\n"},
		{"unfinished", `<p>Mot<sup><a href="#f">1<p>Suite`, "paragraph: Mot\nparagraph: Suite\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, "a.html", c.html, extract.Options{})
			if got := dump(d); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestHTMLEncodings(t *testing.T) {
	for _, c := range []struct{ name, data, want, code string }{
		{"declared", "<meta charset=iso-8859-15><p>co\xFBte 5\xA0\xA4", "coûte 5\u00A0€", ""},
		{"in XML", "<?xml version='1.0' encoding='ISO-8859-1'?><html><p>\xE9t\xE9", "été", ""},
		{"old form", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>l` + "\x92\xE9t\xE9", "l’été", ""},
		{"declared and not true", "<meta charset=iso-8859-1><p>l’été", "l’été", ""},
		{"not declared", "<p>\xE9t\xE9", "été", "encoding-guessed"},
		{"UTF-8 that is not", "<meta charset=utf-8><p>\xE9t\xE9", "été", "encoding-guessed"},
		{"UTF-16", "\xFF\xFE<\x00p\x00>\x00\xE9\x00", "é", ""},
	} {
		d := read(t, "a.html", c.data, extract.Options{})
		code := ""
		if len(d.Warnings) > 0 {
			code = d.Warnings[0].Code
		}
		if d.Blocks[0].Text != c.want || code != c.code {
			t.Errorf("%s: %q, warning %q", c.name, d.Blocks[0].Text, code)
		}
	}
	if d := read(t, "note.txt", "<!DOCTYPE html><p>x</p>", extract.Options{}); d.Format != extract.HTML {
		t.Errorf("format %q", d.Format)
	}
}

// Bad nesting neither loses text nor takes time.
func TestHostileHTML(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"deep", strings.Repeat("<div>", 100_000) + "x" + strings.Repeat("</div>", 100_000) + "<p>y", "paragraph: x\nparagraph: y\n"},
		{"deep tables", strings.Repeat("<table><tr><td>", 10_000) + "x", ""},
		{"ends only", strings.Repeat("</div></td></p>", 100_000) + "x", "paragraph: x\n"},
		{"overlapping", "<b><p>a</b>b<i>c</p>d</i>", "paragraph: abc\nparagraph: d\n"},
		{"unclosed tag", "<p>a<p b", "paragraph: a\n"},
		{"hidden in hidden", "<div hidden>a<div>b</div>c</div>d", "paragraph: d\n"},
		{"hidden word", "a <span hidden>b<span>c</span>d</span> e", "paragraph: a e\n"},
		{"script end in text", "<script>'</p>'</script>x<script>", "paragraph: x\n"},
		{"table in a paragraph", "<p>a<table><td>b</table>c", "paragraph: a\ncell 1,1: b\nparagraph: c\n"},
		{"wide spans", "<table><tr>" + strings.Repeat("<td rowspan=0 colspan=999999>x", 50) + "</table>", ""},
	} {
		d := read(t, "a.html", c.html, extract.Options{})
		if got := dump(d); c.want != "" && got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got[:min(len(got), 500)], c.want)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(page)
	f.Add(`<p>a<sup id=r><a href="#n">1</a></sup><table><td rowspan=0>&NotEqualTilde;&ampx</table><li id=n>b<a href="#r">^</a>`)
	f.Add("A&#1&#X300")
	f.Add("<ul><li>\u0301a&#x301;<br>\u2028b<a href=x>c<div>d</a>e<title>f")
	f.Fuzz(func(t *testing.T, text string) {
		holds(t, "a.html", text)
		if !utf8.ValidString(text) || strings.HasPrefix(text, "\uFEFF") {
			return
		}
		d, err := extract.Read(t.Context(), "a.html", []byte(text), extract.Options{})
		if err == nil && d.Format == extract.HTML {
			for _, b := range d.Blocks {
				for _, o := range b.Origins {
					if o.Offset+o.Length > utf8.RuneCountInString(text) {
						t.Fatalf("origin %+v outside the file", o)
					}
				}
			}
			placed(t, d, text)
		}
	})
}
