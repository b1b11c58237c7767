package reference

import (
	"fmt"

	"concord/documents"
	"concord/glossary"
)

// LintRules are what Lint looks for.
var LintRules = []string{"duplicate-reference", "reference-item-twice", "reference-language", "reference-short", "reference-source"}

// Lint reads reference texts, those of several files in their order, as a
// careful colleague would. A Remark's Concept is the reference.
func Lint(list []Reference) []glossary.Remark {
	var out []glossary.Remark
	seen := map[string]Text{}
	for i := range list {
		r := &list[i]
		first := r.Texts.FR
		if first.Line == 0 {
			first = r.Texts.EN
		}
		remark := func(rule string, major bool, at Text, fr, en string, args ...any) {
			out = append(out, glossary.Remark{Rule: rule, Major: major, Concept: r.ID, File: at.File, Line: at.Line,
				Message: documents.Pair[string]{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}})
		}
		if other, ok := seen[r.ID]; ok {
			remark("duplicate-reference", false, first, "«\u00a0%[1]s\u00a0» est déjà dans %[2]s, ligne %[3]d, qui l’emporte", "%[1]q stands already in %[2]s, line %[3]d, which wins", r.ID, other.File, other.Line)
			continue
		}
		seen[r.ID] = first
		if r.Texts.FR.Line == 0 || r.Texts.EN.Line == 0 {
			remark("reference-language", r.Kind == Definition, first, "«\u00a0%[1]s\u00a0» n’est là que dans une langue", "%[1]q is there in one language only", r.ID)
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			t := r.Texts.Of(l)
			if t.Line == 0 {
				continue
			}
			if t.Source == "" {
				remark("reference-source", false, t, "rien ne dit d’où vient «\u00a0%[1]s\u00a0»", "nothing says where %[1]q comes from", r.ID)
			}
			if r.Kind == Title && len(glossary.Words(t.Text, l)) < leastTitle {
				remark("reference-short", false, t, "«\u00a0%[1]s\u00a0» a moins de %[2]d mots\u00a0: seules ses citations exactes comptent", "%[1]q has fewer than %[2]d words: only exact quotations count", t.Text, leastTitle)
			}
			items := map[string]bool{}
			for _, it := range t.Items {
				key := fmt.Sprint(glossary.Words(it, l))
				if items[key] {
					remark("reference-item-twice", true, t, "l’élément «\u00a0%[1]s\u00a0» figure deux fois", "the item %[1]q stands twice", it)
				}
				items[key] = true
			}
		}
	}
	return out
}
