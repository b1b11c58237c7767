package glossary

import (
	"errors"
	"strings"
	"testing"

	"concord/documents"
)

func friendsFrom(t *testing.T, text string) []Friend {
	t.Helper()
	list, err := readFriends(text)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func readFriends(text string) ([]Friend, error) {
	sheet, err := ReadSheet(strings.NewReader(text), "own.csv")
	if err != nil {
		return nil, err
	}
	return FriendsOf(sheet)
}

func TestShippedFriends(t *testing.T) {
	list := ShippedFriends()
	if len(list) != 63 {
		t.Errorf("%d pairs", len(list))
	}
	first := list[0]
	if first.Word != "actuellement" || first.False != "actually" || first.From != documents.FR || len(first.Prefer) != 2 ||
		first.Prefer[1] != "at present" || first.Severity != "major" || first.Line != 2 || first.File != "false-friends.csv" {
		t.Errorf("got %+v", first)
	}
	for _, r := range LintFriends(list, nil) {
		if r.Major {
			t.Errorf("line %d: %s", r.Line, r.Message.EN)
		}
	}
}

func TestReadFriends(t *testing.T) {
	list := friendsFrom(t, "\xef\xbb\xbfLangue de;Mot;Langue vers;Faux ami;Préférer;Gravité\r\nfrançais;tuteur;anglais;tutor;\"guardian (child); trustee\";Majeure\r\n;;;;;\r\nEN;actually;FR;actuellement;en fait;off\r\n")
	if len(list) != 2 || list[0].From != documents.FR || len(list[0].Prefer) != 2 || list[0].Prefer[0] != "guardian" || list[0].Severity != "major" || list[0].Line != 2 {
		t.Errorf("got %+v", list)
	}
	if !list[1].Off || list[1].Line != 4 {
		t.Errorf("got %+v", list[1])
	}
}

func TestFriendFaults(t *testing.T) {
	const head = "lang_from,word_from,lang_to,false_friend,prefer,severity\n"
	for _, c := range []struct{ text, en, fr string }{
		{"lang_from,word_from,lang_to\n", `false friends own.csv, line 1: the column "false_friend" is missing`, "faux amis own.csv, ligne 1"},
		{"lang_from,word_from,lang_to,fals_friend\n", `unknown column "fals_friend"; did you mean "false_friend"?`, "vouliez-vous dire « false_friend »"},
		{head + "fr,tuteur,de,tutor,,\n", `own.csv, line 2: column "lang_to": unknown language "de"; write fr or en`, "langue inconnue « de »"},
		{head + "fr,tuteur,fr,tutor,,\n", "lang_from and lang_to are the same language: fr", "la même langue"},
		{head + "fr,tuteur,en,,,\n", `line 2: column "false_friend" is empty`, "est vide"},
		{head + "fr,tuteur,en,tutor,guardian,grave\n", `unknown severity "grave"`, "gravité inconnue « grave »"},
		{head + "fr,a,en,b\nfr,,en,b\nfr,,en,b\n", "2 faults\n  line 3: column \"word_from\" is empty\n  line 4", "2 erreurs"},
		{head + "fr,a,en,b,c,minor,more\n", "more cells than the header", "plus de cellules"},
		{head + "fr,\"a,en\n", "line 2: quotes", "ligne 2"},
		{"", "the file is empty", "le fichier est vide"},
	} {
		_, err := readFriends(c.text)
		var p *documents.Problem
		if !errors.As(err, &p) {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		fr := strings.ReplaceAll(p.In(documents.FR), "\u00a0", " ")
		if p.Class != documents.Misuse || !strings.Contains(p.In(documents.EN), c.en) || !strings.Contains(fr, c.fr) {
			t.Errorf("%q:\n%s\n%s", c.text, p.In(documents.EN), fr)
		}
	}
}

// The first list wins, and may take a pair of a later one out.
func TestFriendListsJoin(t *testing.T) {
	own := friendsFrom(t, "lang_from,word_from,lang_to,false_friend,prefer,severity\nfr,Délai,en,delay,time,off\nfr,tuteur,en,tutor,guardian,minor\n")
	f := NewFriends(own, ShippedFriends())
	for _, x := range f.List {
		if x.Word == "délai" || x.Word == "tuteur" && x.File != "own.csv" {
			t.Errorf("kept %+v", x)
		}
	}
	if len(f.List) != 62 {
		t.Errorf("%d pairs", len(f.List))
	}
}

func TestFindFriends(t *testing.T) {
	f := NewFriends(friendsFrom(t, "lang_from,word_from,lang_to,false_friend,prefer\n"+
		"en,address,fr,adresser,s'attaquer à\nfr,assister à,en,assist,attend\nfr,global,en,global,overall\n"))
	for _, c := range []struct {
		text string
		lang documents.Lang
		want string // words found, with their role
	}{
		{"Il adressait une lettre à cette adresse.", documents.FR, "2adressait"},
		{"Elle s’attaquera à la question.", documents.FR, "3attaquera à"},
		{"Nous avons souvent assisté à ces réunions globales.", documents.FR, "1assisté à 1globales"},
		{"They were assisting, she attends.", documents.EN, "2assisting 3attends"},
		{"A GLOBAL view, overall.", documents.EN, "2GLOBAL 3overall"},
	} {
		var got []string
		for _, h := range f.Find(c.text, c.lang) {
			got = append(got, itoa(int(h.Role))+c.text[h.Start:h.End])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSaid(t *testing.T) {
	for _, c := range []struct {
		cue, text string
		want      bool
	}{
		{"recrut", "le recrutement", true},
		{"son", "ils sont là", false},
		{"gas", "the gases", false},
		{"gas", "gas wells", true},
		{"without delay", "Without  delays", true},
		{"without delay", "with a delay", false},
		{"", "x", false},
	} {
		if got := Said([]string{c.cue}, c.text, documents.EN); got != c.want {
			t.Errorf("Said(%q, %q) = %v", c.cue, c.text, got)
		}
	}
}

func FuzzFriends(f *testing.F) {
	f.Add("lang_from,word_from,lang_to,false_friend,prefer\nfr,a (b,en,c,d;(e)f\n", "a c")
	f.Add("lang_from;word_from;lang_to;false_friend\nfr;\"x\";en;'\n", "x")
	f.Fuzz(func(t *testing.T, list, text string) {
		got, err := readFriends(list)
		if err != nil {
			return
		}
		friends := NewFriends(got)
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for _, h := range friends.Find(text, l) {
				if h.Start < 0 || h.Start >= h.End || h.End > len(text) || h.Friend >= len(friends.List) {
					t.Fatalf("hit %+v in %d bytes", h, len(text))
				}
			}
		}
		LintFriends(got, nil)
	})
}
