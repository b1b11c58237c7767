package glossary

import (
	"slices"
	"strings"
	"testing"

	"concord/documents"
)

// What spreadsheet users write for a header, in both languages.
func TestHeadersInWords(t *testing.T) {
	for name, text := range map[string]string{
		"two columns":   "Français;Anglais\nenfant;child\n",
		"the other way": "English,French\nchild,enfant\n",
		"terms":         "Terme (français)\tEnglish term\nenfant\tchild\n",
		"regions":       "EN-CA|FR-CA\nchild|enfant\n",
		"with a note":   "Terme FR,Term EN,Remarques\nenfant,child,avis\n",
		"own columns":   "fr,en,Domaine,Statut,Interne\nenfant,child,droit,privilégié,12\n",
		"a row a term":  "Fiche,Langue,Terme,Statut,Catégorie grammaticale,Genre,Définition\n1,français,enfant,Privilégié,nom,masc.,une personne\n1,anglais,child,,n.,,\n",
	} {
		g := read(t, text)
		c := g.Concepts[0]
		if len(g.Concepts) != 1 || len(c.Terms.FR) != 1 || len(c.Terms.EN) != 1 || c.Terms.FR[0].Text != "enfant" || c.Terms.EN[0].Text != "child" {
			t.Errorf("%s: %+v", name, g.Concepts)
			continue
		}
		fr := c.Terms.FR[0]
		switch name {
		case "with a note":
			if fr.Note != "avis" || c.Terms.EN[0].Note != "avis" {
				t.Errorf("%s: %+v", name, c)
			}
		case "own columns":
			if c.Subject != "droit" || len(g.Warnings) != 1 || !strings.Contains(g.Warnings[0].Message.EN, "Interne (1)") {
				t.Errorf("%s: subject %q, warnings %v", name, c.Subject, g.Warnings)
			}
		case "a row a term":
			if c.ID != "1" || fr.Gender != "masculine" || fr.Definition != "une personne" || fr.POS != "noun" {
				t.Errorf("%s: %+v", name, c)
			}
		}
	}
	if got := read(t, "\xff\xfef\x00r\x00\t\x00e\x00n\x00\n\x00a\x00b\x00\t\x00c\x00d\x00").Concepts; len(got) != 1 || got[0].Terms.EN[0].Text != "cd" {
		t.Errorf("Unicode text of a spreadsheet: %+v", got)
	}
	for text, want := range map[string]string{
		"Français;Commentaire\na;b\n":                           "terms in one language only",
		"Terme;Statut\na;b\n":                                   `lacks the column "concept_id"`,
		"Français;Français;Anglais\na;b;c\n":                    "stands twice",
		"Français;Anglais;Statut\na;b;peut-être\n":              `unknown value "peut-être" in column "status"`,
		"concept_id,lang,term,statsu\na,fr,b,forbidden\n":       `did you mean "status"`,
		"Concept,Langue,Terme\na,klingon,b\n":                   `unknown value "klingon" in column "lang"`,
		"concept_id,lang,term,fr\na,fr,b,c\n":                   "terms in one language only",
		"fr,en,de\n" + strings.Repeat("mot ", 50) + ",a,nichts": "more than 40 words",
	} {
		if _, err := ReadCSV(strings.NewReader(text), "g.csv"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestReadIATE(t *testing.T) {
	g := read(t, "E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION\n"+
		"77|LAW|de|Frist|Term|Reliable|\n77|LAW|fr|délai|Term|Reliable|Preferred\n77|LAW|en|time limit|Term|Reliable|\n"+
		"77|LAW|en|TL|Abbrev|Reliable|Obsolete\n77|LAW|en|time limit|Term|Reliable|\n78|LAW|fr|—|Term|Reliable|\n")
	c := g.Concepts[0]
	if len(g.Concepts) != 1 || c.ID != "77" || c.Subject != "LAW" || len(c.Terms.EN) != 2 || !c.Terms.EN[1].Acronym || c.Terms.EN[1].Status != Forbidden {
		t.Errorf("%+v", g.Concepts)
	}
	codes := []string{}
	for _, w := range g.Warnings {
		codes = append(codes, w.Code)
	}
	if !slices.Equal(codes, []string{"glossary-left-out", "glossary-languages", "glossary-skipped", "glossary-narrowed"}) {
		t.Errorf("warnings %v", g.Warnings)
	}
}

func TestReadTermium(t *testing.T) {
	head := "SUBJECT_EN,TERM_EN,TERM_EN_PARAMETER,ABBREVIATION_EN,ABBREVIATION_EN_PARAMETER,SYNONYMS_EN,SYNONYMS_EN_PARAMETERS,TEXTUAL_SUPPORT_1_EN,TEXTUAL_SUPPORT_2_EN," +
		"DOMAINE_FR,TERME_FR,TERME_FR_PARAMETRE,ABBREVIATION_FR,ABBREVIATION_FR_PARAMETRE,SYNONYMES_FR,SYNONYMES_FR_PARAMETRE,JUSTIFICATION_1_FR,UNIVERSAL_ENTRIES,DOM_SUBJ_ES,TERME_TERM_ES\n"
	g := read(t, head+
		`Law,time limit,"correct, noun",TL,correct,"deadline; cut-off","correct, noun; avoid",DEF: A period.,CONT: in a text,Droit,délai,"correct, nom masculin",,,délai imparti,"à éviter, nom masculin",OBS: avis,,Derecho,plazo`+"\n"+
		`Law,time limit,correct,,,,,,,Droit,délai,correct,,,,,,,,`+"\n"+
		`Law,alone,correct,,,,,,,,,,,,,,,,,`+"\n")
	if len(g.Concepts) != 3 || g.Concepts[1].ID != "délai|time limit-2" {
		t.Fatalf("%+v", g.Concepts)
	}
	c := g.Concepts[0]
	var en []string
	for _, t := range c.Terms.EN {
		en = append(en, t.Text+" "+string(t.Status))
	}
	if want := []string{"time limit preferred", "TL admitted", "deadline admitted", "cut-off forbidden"}; !slices.Equal(en, want) {
		t.Errorf("%q, want %q", en, want)
	}
	fr := c.Terms.FR
	if fr[0].Gender != "masculine" || fr[0].Note != "avis" || fr[1].Status != Forbidden || fr[1].Gender != "masculine" ||
		c.Terms.EN[0].Definition != "A period." || !c.Terms.EN[1].Acronym || c.Subject == "" {
		t.Errorf("%+v", c)
	}
	if w := g.Warnings[0].Message.Of(documents.EN); !strings.Contains(w, "TERME_TERM_ES (1)") || !strings.Contains(w, "TEXTUAL_SUPPORT_2_EN (1)") {
		t.Errorf("warnings %v", g.Warnings)
	}
}
