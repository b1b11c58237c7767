package checks

import (
	"testing"

	"concord/documents"
	"concord/pipeline/align"
	"concord/pipeline/check"
)

// TestLinksBrokenOverLines compares links and addresses of which a page, or the
// cell of a table, has broken one. In text without pages a space ends a link.
func TestLinksBrokenOverLines(t *testing.T) {
	type pair = documents.Pair[string]
	for _, c := range []struct {
		line pair
		want int
	}{
		{pair{FR: "Voir https://www.exemple. org/guides/plan.", EN: "See https://www. exemple.org/guides/plan."}, 0},
		{pair{FR: "Voir http://exemple.org/guides/ valides.html).", EN: "See http://exemple.org/guides/vali des.html)."}, 0},
		{pair{FR: "Voir https://sous. exemple.org/a.", EN: "See https://sous.exemple.org/a ."}, 0},
		{pair{FR: "Écrire à bureau@ exemple.org.", EN: "Write to bureau@exemple.org."}, 0},
		{pair{FR: "Voir http://exemple.org/guides/ valides.html.", EN: "See http://exemple.org/guides/vides.html."}, 1},
		{pair{FR: "Voir https://exemple.org/guide.", EN: "See https://exemple.org/guide-2007.pdf."}, 1},
		{pair{FR: "Écrire à bureau@ exemple.org.", EN: "Write to bureau@exemple.com."}, 1},
	} {
		for _, pages := range []int{1, 0} {
			p := rows(c.line)
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				p.Docs.Of(l).Blocks[0].Page = pages
			}
			found := append(runText(t, p, LinkMismatch), runText(t, p, LinkMail)...)
			if pages == 1 && (len(found) > 0) != (c.want > 0) || pages == 0 && len(found) == 0 {
				t.Errorf("%q with %d pages: %d findings", c.line, pages, len(found))
			}
		}
	}
}

// TestLoneValuesNeedASureLink leaves alone what stands on one side only of a
// link that is as likely wrong as right; a changed figure is told.
func TestLoneValuesNeedASureLink(t *testing.T) {
	type pair = documents.Pair[string]
	for _, c := range []struct {
		line  pair
		score float64
		want  int
	}{
		{pair{FR: "Le débit est de 200 unités.", EN: "You see new tabs."}, check.Unsure - 0.01, 0},
		{pair{FR: "Le débit est de 200 unités.", EN: "You see new tabs."}, check.Unsure, 1},
		{pair{FR: "Le débit est de 200 unités.", EN: "The rate is 300 units."}, check.Unsure - 0.01, 1},
	} {
		p := rows(c.line)
		p.Alignment.Beads = []align.Bead{{FR: []int{0}, EN: []int{0}, Score: c.score}}
		if found := runText(t, p, NumMismatch); len(found) != c.want {
			t.Errorf("%q with confidence %g: %d findings, want %d", c.line, c.score, len(found), c.want)
		}
	}
}
