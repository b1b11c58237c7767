package glossary

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary/forms"
)

// A Friend is a pair of words that look alike and do not mean the same: a false
// friend. Evidence is no evidence for évidence.
type Friend struct {
	// Word is a word of the language From, False the one of the other language
	// that looks like it, as base forms.
	From        documents.Lang
	Word, False string
	// Means says what Word means, in the other language; Prefer are the words
	// that render it.
	Means  string
	Prefer []string
	// Near are beginnings of words, in either language, one of which has to
	// stand in the passage; Unless are those with which the pair is right.
	Near, Unless []string
	// Severity is neutral, minor, major or critical, empty where the list does
	// not say; Off takes the pair out.
	Severity string
	Off      bool
	Note     string
	// File and Line say where the list holds the pair.
	File string
	Line int
}

// Conditional reports whether the list says in which passages a pair is false.
func (x *Friend) Conditional() bool { return len(x.Near)+len(x.Unless) > 0 }

// friendColumns are the columns of a list of false friends.
var friendColumns = []string{"lang_from", "word_from", "lang_to", "false_friend", "means", "prefer", "severity", "near", "unless", "note"}

// FriendWords are the headers that name them.
var FriendWords = wordTable(map[string]string{
	"lang_from":    "lang from|from|langue de|langue source|de",
	"word_from":    "word from|word|mot|mot de depart",
	"lang_to":      "lang to|to|langue vers|langue cible|vers",
	"false_friend": "false friend|faux ami",
	"means":        "means|meaning|sens|veut dire",
	"prefer":       "prefer|preferred|rendering|renderings|preferer|dire plutot",
	"severity":     "severity|gravite",
	"near":         "near|pres de|seulement avec",
	"unless":       "unless|except|sauf|sauf avec",
	"note":         "note|notes|remarque",
})

// friendSeverities are what the column severity may hold; "off" takes a pair of
// a later list out.
var friendSeverities = wordTable(map[string]string{
	"neutral": "neutral|neutre", "minor": "minor|mineur|mineure", "major": "major|majeur|majeure",
	"critical": "critical|critique", "off": "off|non|aucune",
})

// FriendsOf reads a list of false friends. Faults are told together, in a
// *documents.Problem that names the file and each line.
func FriendsOf(s *Sheet) ([]Friend, error) {
	rd := s.Read(documents.Pair[string]{FR: "faux amis", EN: "false friends"}, FriendWords, friendColumns,
		[]string{"lang_from", "word_from", "lang_to", "false_friend"})
	var list []Friend
	rd.Each(func() {
		f := Friend{From: rd.Lang("lang_from"), Word: oneLine(rd.Needed("word_from")), False: oneLine(rd.Needed("false_friend")),
			Means: oneLine(rd.Cell("means")), Prefer: friendList(rd.Cell("prefer")), Near: friendList(rd.Cell("near")), Unless: friendList(rd.Cell("unless")),
			Note: oneLine(rd.Cell("note")), File: s.Path, Line: rd.Line()}
		if to := rd.Lang("lang_to"); to == f.From && to != "" {
			rd.Fault("lang_from et lang_to sont la même langue\u00a0: %[1]s", "lang_from and lang_to are the same language: %[1]s", string(to))
		}
		for _, w := range append([]string{f.Word, f.False}, f.Prefer...) {
			if len(tokenise(w, f.From)) > maxTermTokens {
				rd.Fault("«\u00a0%[1]s\u00a0»\u00a0: plus de %[2]d mots", "%[1]q: more than %[2]d words", short(w), maxTermTokens)
			}
		}
		if cell := rd.Cell("severity"); cell != "" {
			f.Severity = friendSeverities[foldHeader(cell)]
			switch f.Severity {
			case "":
				rd.Fault("gravité inconnue «\u00a0%[1]s\u00a0»\u00a0; écrivez neutral, minor, major, critical ou off", "unknown severity %[1]q; write neutral, minor, major, critical or off", short(cell))
			case "off":
				f.Severity, f.Off = "", true
			}
		}
		list = append(list, f)
	})
	if err := rd.Err(); err != nil {
		return nil, err
	}
	return list, nil
}

// friendList cuts a cell at its semicolons. What stands in brackets is a remark
// for the reader.
func friendList(cell string) []string {
	var out []string
	for _, part := range strings.Split(cell, ";") {
		for {
			open := strings.IndexByte(part, '(')
			if open < 0 {
				break
			}
			end := strings.IndexByte(part[open:], ')')
			if end < 0 {
				break
			}
			part = part[:open] + part[open+end+1:]
		}
		if part = strings.TrimSpace(oneLine(part)); hasWord(tokenise(part, documents.EN)) {
			out = append(out, part)
		}
	}
	return out
}

//go:embed false-friends.csv
var shippedFriends []byte

// ShippedFriends is the list in the binary, glossary/false-friends.csv.
var ShippedFriends = sync.OnceValue(func() []Friend {
	sheet, err := ReadSheet(bytes.NewReader(shippedFriends), "false-friends.csv")
	if err == nil {
		var list []Friend
		if list, err = FriendsOf(sheet); err == nil {
			return list
		}
	}
	panic("glossary: the list of false friends in the binary is damaged: " + err.Error())
})

// Friends finds the words of false friends in running text, in any of their
// forms. It is built once and safe for concurrent use.
type Friends struct {
	// List has the pairs of all lists, in order, without those that an earlier
	// one replaces or takes out.
	List    []Friend
	matcher *Matcher
	// lemma tells of each word's part of speech, by its text.
	verbs map[string]bool
}

// NewFriends joins lists, the first of which wins where they have the same
// pair.
func NewFriends(lists ...[]Friend) *Friends {
	f := &Friends{verbs: map[string]bool{}}
	seen := map[string]bool{}
	for _, list := range lists {
		for _, x := range list {
			if key := x.key(); !seen[key] {
				seen[key] = true
				if !x.Off {
					f.List = append(f.List, x)
				}
			}
		}
	}
	g := &Glossary{}
	for i := range f.List {
		x := &f.List[i]
		c := Concept{ID: itoa(i)}
		from, to := c.Terms.Side(x.From), c.Terms.Side(x.From.Other())
		verbal := x.verbal()
		*from = f.terms(*from, x.Word, x.From, Preferred, verbal)
		admitted := false
		for _, p := range x.Prefer {
			admitted = admitted || foldWords(p, x.From.Other()) == foldWords(x.False, x.From.Other())
			*to = f.terms(*to, p, x.From.Other(), Preferred, verbal)
		}
		if !admitted {
			*to = f.terms(*to, x.False, x.From.Other(), Forbidden, verbal)
		}
		g.Concepts = append(g.Concepts, c)
	}
	f.matcher = NewMatcher(g)
	return f
}

// key is equal for two rows on the same pair.
func (x *Friend) key() string {
	return string(x.From) + "\x00" + foldWords(x.Word, x.From) + "\x00" + foldWords(x.False, x.From.Other())
}

func foldWords(text string, l documents.Lang) string {
	return join(trimSigns(tokenise(text, l)))
}

// verbal reports whether a pair is one of verbs: its French word begins with an
// infinitive.
func (x *Friend) verbal() bool {
	french := x.Word
	if x.From == documents.EN {
		french = x.False
	}
	ts := trimSigns(tokenise(french, documents.FR))
	if len(ts) == 0 {
		return false
	}
	return infinitive(ts[verbAt(ts, documents.FR)].text)
}

// infinitive reports whether a French word is one, and no adjective or the like.
func infinitive(word string) bool {
	for _, a := range forms.Of(documents.FR).Lookup(nil, word) {
		if a.POS&forms.Verb != 0 && a.Lemma(word) == word {
			return endsIn(word, "er", "ir", "re", "oir")
		}
	}
	return false
}

// terms adds a word as every part of speech that it may be, so that all its
// forms are found.
func (f *Friends) terms(to []Term, text string, l documents.Lang, s Status, verbal bool) []Term {
	ts := trimSigns(tokenise(text, l))
	if len(ts) == 0 {
		return to
	}
	head := ts[verbAt(ts, l)].text
	noun, adjective, verb := false, false, false
	for _, a := range forms.Of(l).Lookup(nil, head) {
		if a.Lemma(head) == head {
			noun = noun || a.POS&forms.Noun != 0
			adjective = adjective || a.POS&forms.Adjective != 0
			verb = verb || a.POS&forms.Verb != 0
		}
	}
	if l == documents.FR && verb && infinitive(head) {
		noun, adjective = false, false
		f.verbs[string(l)+head] = true
	} else if len(ts) > 1 {
		verb = verb && verbal && l == documents.EN
	}
	t := Term{Text: text, Lang: l, Status: s, Match: Lemma}
	add := func(pos string, is bool) {
		if is {
			t.POS = pos
			to = append(to, t)
		}
	}
	add("verb", verb)
	add("adjective", adjective && len(ts) == 1)
	add("noun", noun || !verb && !adjective || len(ts) > 1 && !verb)
	return to
}

// A FriendRole says what a word is in its pair.
type FriendRole int

// The roles: the word that is rendered, the one that only looks like it, and
// those that render it.
const (
	FriendWord FriendRole = iota + 1
	FriendFalse
	FriendRight
)

// A FriendHit is a word of a pair found in a text.
type FriendHit struct {
	// Friend indexes List.
	Friend int
	Role   FriendRole
	// Start and End are byte offsets into the text.
	Start, End int
}

// Find returns the words of the pairs in a text, in order. A form of a verb
// that is a noun as well ("adresse", "demande") does not count.
func (f *Friends) Find(text string, l documents.Lang) []FriendHit {
	var out []FriendHit
	for _, h := range f.matcher.Find(text, l) {
		x := &f.List[h.Concept]
		hit := FriendHit{Friend: h.Concept, Role: FriendWord, Start: h.Start, End: h.End}
		if l != x.From {
			hit.Role = FriendRight
			if f.matcher.Glossary.Term(h, l).Status == Forbidden {
				hit.Role = FriendFalse
			}
		}
		if hit.Role != FriendRight && f.otherNoun(f.matcher.Glossary.Term(h, l), text[h.Start:h.End]) {
			continue
		}
		if !slices.Contains(out, hit) {
			out = append(out, hit)
		}
	}
	return out
}

// otherNoun reports whether a form of a verb that stands alone is a noun or an
// adjective of its own.
func (f *Friends) otherNoun(t *Term, said string) bool {
	ts := trimSigns(tokenise(t.Text, t.Lang))
	if len(ts) != 1 || !f.verbs[string(t.Lang)+ts[0].text] {
		return false
	}
	form := foldWords(said, t.Lang)
	for _, a := range forms.Of(t.Lang).Lookup(nil, form) {
		if a.POS&(forms.Noun|forms.Adjective) != 0 && a.POS&forms.Participle == 0 && a.Lemma(form) != ts[0].text {
			return true
		}
	}
	return false
}

// Said reports whether one of the words of a pair's Near, or Unless, stands in
// a text, by its beginning; one of fewer than five letters as it is, or with an
// s. Of several words those before the last are taken as they are.
func Said(cues []string, text string, l documents.Lang) bool {
	words := Words(text, l)
	for _, c := range cues {
		want := Words(c, l)
		if len(want) == 0 {
			continue
		}
		for i := 0; i+len(want) <= len(words); i++ {
			last := len(want) - 1
			if slices.Equal(words[i:i+last], want[:last]) && begins(words[i+last], want[last]) {
				return true
			}
		}
	}
	return false
}

func begins(word, cue string) bool {
	rest, ok := strings.CutPrefix(word, cue)
	return ok && (utf8.RuneCountInString(cue) >= 5 || rest == "" || rest == "s")
}
