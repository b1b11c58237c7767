package glossary

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"concord/documents"
)

// Merge joins glossaries into one; where they disagree the earlier one wins.
// Concepts with the same ID become one: it keeps the earlier subject and terms
// and gains the later terms that the earlier glossary does not have, whatever
// status it gives them. The order is that of the arguments. Path names the
// files; SHA256 is the digest of theirs. One glossary is returned as it is,
// none gives an empty one.
func Merge(gs ...*Glossary) *Glossary {
	if len(gs) == 1 {
		return gs[0]
	}
	out := &Glossary{}
	byID := map[string]int{}
	var paths []string
	sum := sha256.New()
	for _, g := range gs {
		paths = append(paths, g.Path)
		sum.Write([]byte(g.SHA256 + "\n"))
		out.Warnings = append(out.Warnings, g.Warnings...)
		for _, c := range g.Concepts {
			n, ok := byID[c.ID]
			if !ok {
				byID[c.ID] = len(out.Concepts)
				out.Concepts = append(out.Concepts, Concept{ID: c.ID, Subject: c.Subject, Terms: documents.Pair[[]Term]{
					FR: slices.Clone(c.Terms.FR), EN: slices.Clone(c.Terms.EN)}})
				continue
			}
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				have := out.Concepts[n].Terms.Side(l)
				earlier := *have
				for _, t := range c.Terms.Of(l) {
					same := func(o Term) bool { return o.Text == t.Text }
					if !slices.ContainsFunc(earlier, same) {
						*have = append(*have, t)
					}
				}
			}
		}
	}
	if len(gs) > 0 {
		out.Path = strings.Join(paths, ", ")
		out.SHA256 = hex.EncodeToString(sum.Sum(nil))
	}
	return out
}
