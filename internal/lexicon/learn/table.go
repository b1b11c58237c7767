package learn

import "concord/pipeline/lexicon"

// content prunes a model and tells what the corpus says of each stem.
func content(c *corpus, m *model, opts Options) lexicon.Content {
	out := lexicon.Content{
		FR: make([]lexicon.Entry, len(c.fr.stems)),
		EN: make([]lexicon.Entry, len(c.en.stems)),
	}
	for i, s := range c.fr.stems {
		out.FR[i] = lexicon.Entry{Stem: s, Count: c.fr.count[i], Null: float64(m.nullFR[i])}
	}
	for i, s := range c.en.stems {
		out.EN[i] = lexicon.Entry{Stem: s, Count: c.en.count[i], Null: float64(m.nullEN[i])}
	}
	for e, row := range m.rows {
		for _, x := range row {
			p := lexicon.Chance{GivenEN: float64(x.givenEN), GivenFR: float64(x.givenFR)}
			expected := min(p.GivenEN*c.en.count[e], p.GivenFR*c.fr.count[x.fr])
			if max(p.GivenEN, p.GivenFR) >= opts.Share && expected >= opts.Count {
				out.Links = append(out.Links, lexicon.Link{FR: lexicon.ID(x.fr), EN: lexicon.ID(e), Chance: p})
			}
		}
	}
	met(c, &out)
	return out
}

// met finds, for each stem, how many of its occurrences have a linked stem
// opposite.
func met(c *corpus, out *lexicon.Content) {
	partners := make([][]int32, len(c.en.stems))
	for _, l := range out.Links {
		partners[l.EN] = append(partners[l.EN], int32(l.FR))
	}
	there := make([]int32, len(c.fr.stems)) // the last pair, from 1, that has the stem
	hit := make([]int32, len(c.fr.stems))   // the last in which it met a partner
	for p := range c.pairs {
		mark := int32(p + 1)
		for _, f := range c.fr.of(p) {
			there[f] = mark
		}
		for _, e := range c.en.of(p) {
			met := false
			for _, f := range partners[e] {
				if there[f] == mark {
					met = true
					hit[f] = mark
				}
			}
			if met {
				out.EN[e].Met++
			}
		}
		for _, f := range c.fr.of(p) {
			if hit[f] == mark {
				out.FR[f].Met++
			}
		}
	}
	for f := range out.FR {
		out.FR[f].Met /= max(c.fr.count[f], 1)
	}
	for e := range out.EN {
		out.EN[e].Met /= max(c.en.count[e], 1)
	}
}
