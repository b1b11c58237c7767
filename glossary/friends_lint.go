package glossary

import (
	"fmt"
	"slices"

	"concord/documents"
)

// FriendLintRules are what LintFriends looks for.
var FriendLintRules = []string{"duplicate-friend", "friend-admitted", "friend-same", "friend-silent", "no-rendering"}

// LintFriends reads lists of false friends, in their order, as a careful
// colleague would; glossaries, nil for none, are those they are used with. A
// Remark's Concept is the word.
func LintFriends(list []Friend, g *Glossary) []Remark {
	var out []Remark
	seen := map[string]*Friend{}
	allowed := usableTerms(g)
	for i := range list {
		x := &list[i]
		o := x.From.Other()
		remark := func(rule string, major bool, fr, en string, args ...any) {
			out = append(out, Remark{Rule: rule, Major: major, Concept: x.Word, File: x.File, Line: x.Line,
				Message: documents.Pair[string]{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}})
		}
		if first := seen[x.key()]; first != nil {
			remark("duplicate-friend", first.File == x.File, "«\u00a0%[1]s\u00a0» et «\u00a0%[2]s\u00a0» sont déjà dans %[3]s, ligne %[4]d, qui l’emporte",
				"%[1]q and %[2]q stand already in %[3]s, line %[4]d, which wins", x.Word, x.False, first.File, first.Line)
			continue
		}
		seen[x.key()] = x
		if x.Off {
			continue
		}
		same := func(w string) bool { return foldWords(w, o) == foldWords(x.False, o) }
		switch {
		case len(x.Prefer) == 0 && x.Means == "":
			remark("no-rendering", true, "rien ne dit comment rendre «\u00a0%[1]s\u00a0»\u00a0; remplissez prefer", "nothing says how to render %[1]q; fill in prefer", x.Word)
		case len(x.Prefer) == 0:
			remark("no-rendering", false, "prefer est vide pour «\u00a0%[1]s\u00a0»\u00a0: un bon équivalent ne fera pas taire le constat", "prefer is empty for %[1]q: a good rendering will not silence the finding", x.Word)
		case slices.ContainsFunc(x.Prefer, same):
			remark("friend-silent", false, "«\u00a0%[1]s\u00a0» est à la fois le faux ami et un équivalent\u00a0: rien ne sera signalé", "%[1]q is both the false friend and a rendering: nothing will be reported", x.False)
		}
		for _, p := range x.Prefer {
			if foldWords(p, o) == foldWords(x.Word, o) && !same(p) {
				remark("friend-same", false, "«\u00a0%[1]s\u00a0» est écrit comme le mot qu’il doit rendre", "%[1]q is written like the word that it should render", p)
			}
		}
		if slices.ContainsFunc(x.Prefer, same) {
			continue
		}
		if t := allowed[pairKey(x.From, x.Word, x.False)]; t != nil {
			remark("friend-admitted", true, "%[3]s, ligne %[4]d, permet «\u00a0%[2]s\u00a0» pour «\u00a0%[1]s\u00a0»\u00a0; ôtez l’un des deux", "%[3]s, line %[4]d, allows %[2]q for %[1]q; take one of the two out", x.Word, x.False, t.File, t.Line)
		}
	}
	return out
}

func pairKey(from documents.Lang, word, opposite string) string {
	return string(from) + "\x00" + foldWords(word, from) + "\x00" + foldWords(opposite, from.Other())
}

// maxPairs bounds the pairs of terms of one concept that are compared.
const maxPairs = 400

// usableTerms gives, for each pair of terms that a glossary permits for one
// concept, the one that renders the other.
func usableTerms(g *Glossary) map[string]*Term {
	out := map[string]*Term{}
	if g == nil {
		return out
	}
	for i := range g.Concepts {
		c := &g.Concepts[i]
		if len(c.Terms.FR)*len(c.Terms.EN) > maxPairs {
			continue
		}
		for a := range c.Terms.FR {
			for b := range c.Terms.EN {
				fr, en := &c.Terms.FR[a], &c.Terms.EN[b]
				if fr.Status == Forbidden || en.Status == Forbidden {
					continue
				}
				out[pairKey(documents.FR, fr.Text, en.Text)] = en
				out[pairKey(documents.EN, en.Text, fr.Text)] = fr
			}
		}
	}
	return out
}
