package extract_test

import (
	"strings"
	"testing"

	"concord/documents/extract"
)

// Pages that word processors write say in classes and styles what they have no
// tags for.
func TestHTMLOfWordProcessors(t *testing.T) {
	const pad = `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>`
	for _, c := range []struct{ name, html, want, warnings string }{
		{"Word's list", `<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·` + pad + `une puce</p>
			<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>o` + pad + `dedans</p>
			<p class=MsoListParagraph><span>12.` + pad + `un numéro</p>
			<p class=MsoListParagraph>La suite d’un point, sans marque.</p>
			<p class=MsoNormal style='mso-list:none'>A&nbsp;&nbsp; pas un point.</p>`,
			"list-item 1 [•]: une puce\nlist-item 2 [○]: dedans\nlist-item 1 [12.]: un numéro\nparagraph: La suite d’un point, sans marque.\nparagraph: A pas un point.\n", ""},
		{"Word's kinds", `<p class=MsoTitle>Rapport</p><p class=MsoSubtitle>Synthèse</p><p class=MsoTocHeading>Sommaire</p><p class=MsoToc1>1 Contexte 3</p><h1>1<span style='font:7.0pt'>&nbsp;&nbsp; </span>Contexte</h1><p class=MsoCaption>Figure 1</p><p class=MsoNormal>Du texte.</p><p class=MsoHeader>Exemple</p>`,
			"heading 1: Rapport\nheading 2: Synthèse\ntoc: Sommaire\ntoc: 1 Contexte 3\nheading 1: 1 Contexte\ncaption: Figure 1\nparagraph: Du texte.\nheader: Exemple\n", ""},
		{"contents", `<div id="Table of Contents1" dir="ltr"><h1>Sommaire</h1><p>1 Contexte 1</p></div><h1>Contexte</h1><div class="toc"><p><b>Contenu</b></p><dl><dt><a href="#a">Un</a></dl></div><ul id=toc><li>deux</ul><p class="tocsin">Du texte.`,
			"toc: Sommaire\ntoc: 1 Contexte 1\nheading 1: Contexte\ntoc: Contenu\ntoc: Un\ntoc: deux\nparagraph: Du texte.\n", ""},
		{"empty paragraphs", `<p class=MsoNormal>Un.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>Deux&nbsp;;&nbsp; trois.&nbsp;</p><div>&nbsp;<br>&nbsp;</div>`, "paragraph: Un.\nparagraph: Deux\u00a0; trois.\n", ""},
		{"tracked changes and comments", `<p>Le délai est de <del cite="mailto:x">dix</del><ins cite="mailto:x">vingt</ins> jours<span class=MsoCommentReference><a href="#_msocom_1">[CE1]</a></span>.</p>
			<div style='mso-element:comment-list'><div class=msocomtxt><p class=MsoCommentText>vraiment ?</p></div></div><p>Fin.</p>`,
			"paragraph: Le délai est de vingt jours.\nparagraph: Fin.\n", "tracked-changes"},
		{"a mark of a comment", `<p>Mot<a class=msocomanchor href="#_msocom_1">[CE1]</a> et <del>deux<b>trois</b></del><a href="#x">lien</a></p>`, "paragraph: Mot et lien\n", "comments-left-out tracked-changes"},
		{"LibreOffice's notes", `<p>Mot<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p><p>Fin<a class="sdendnoteanc" name="sdendnote1anc" href="#sdendnote1sym"><sup>i</sup></a>.</p>
			<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Une note.</p><p>En deux paragraphes.</p></div><div id="sdendnote1"><p><a name="sdendnote1sym" href="#sdendnote1anc">i</a> À la fin.</p></div><p>Après.</p>`,
			"paragraph: Mot.\nparagraph: Fin.\nnote [1]: Une note.\nnote: En deux paragraphes.\nnote [i]: À la fin.\nparagraph: Après.\n", ""},
		{"Word's notes", `<p>Mot<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Note.</p><p class=MsoFootnoteText>Suite.</p></div>`,
			"paragraph: Mot.\nnote [1]: Note.\nnote: Suite.\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, "a.html", c.html, extract.Options{})
			if got := dump(d); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			warned(t, d, strings.Fields(c.warnings)...)
			placed(t, d, c.html)
		})
	}
	if d := read(t, "a.html", `<html><body lang="fr-CA"><p>Total</p>`, extract.Options{}); d.Lang != "fr" {
		t.Errorf("language %q", d.Lang)
	}
}
