package glossary

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"concord/documents"
)

// Within returns a glossary of the concepts that belong to one of some domains,
// or to none: what stands in the column subject, several with semicolons or
// commas between, whatever their case and accents. It is the glossary itself
// without domains. A domain that no concept has is a *documents.Problem
// (glossary-domain), since a slip would silence all.
func (g *Glossary) Within(domains []string) (*Glossary, error) {
	if len(domains) == 0 {
		return g, nil
	}
	wanted := map[string]bool{}
	for _, d := range domains {
		wanted[foldHeader(d)] = false
	}
	out := &Glossary{Path: g.Path, Warnings: g.Warnings}
	var known []string
	seen := map[string]bool{}
	for i := range g.Concepts {
		c := &g.Concepts[i]
		subjects := strings.FieldsFunc(c.Subject, func(r rune) bool { return r == ';' || r == ',' })
		in := true
		for _, s := range subjects {
			key := foldHeader(s)
			if _, ok := wanted[key]; ok {
				wanted[key], in = true, true
				break
			}
			in = false
			if !seen[key] {
				seen[key] = true
				known = append(known, strings.TrimSpace(s))
			}
		}
		if in {
			out.Concepts = append(out.Concepts, *c)
		}
	}
	for _, d := range domains {
		if !wanted[foldHeader(d)] {
			return nil, noDomain(g.Path, d, known)
		}
	}
	sum := sha256.Sum256([]byte(g.SHA256 + "\n" + strings.Join(domains, "\n")))
	out.SHA256 = hex.EncodeToString(sum[:])
	return out, nil
}

func noDomain(path, domain string, known []string) error {
	if len(known) == 0 {
		return documents.Problemf(documents.Misuse, "glossary-domain",
			"aucun concept du domaine «\u00a0%[2]s\u00a0» dans %[1]s, dont aucun concept n’a de domaine\u00a0; remplissez la colonne subject, ou n’indiquez pas de domaine",
			"no concept of the domain %[2]q in %[1]s, where no concept has a domain; fill in the column subject, or name no domain",
			path, short(domain))
	}
	slices.Sort(known)
	if len(known) > maxShown {
		known = append(known[:maxShown:maxShown], "…")
	}
	for i, s := range known {
		known[i] = short(s)
	}
	return documents.Problemf(documents.Misuse, "glossary-domain",
		"aucun concept du domaine «\u00a0%[2]s\u00a0» dans %[1]s\u00a0; domaines de la colonne subject\u00a0: %[3]s",
		"no concept of the domain %[2]q in %[1]s; domains of the column subject: %[3]s",
		path, short(domain), strings.Join(known, ", "))
}
