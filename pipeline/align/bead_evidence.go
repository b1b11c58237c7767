package align

import (
	"math"
)

// Evidence is what speaks for and against a bead, whoever made it.
type Evidence struct {
	// Length says by how many standard deviations of the length model (the
	// variance is spread characters for each character of the mean) the
	// French is longer than the English asks for. It is positive where the
	// English lacks something.
	Length float64
	// Ratio is the natural logarithm of FR length over EN length, after the
	// expansion of French; 0 is what is expected.
	Ratio float64
	// Size is the mean length of the two sides, in characters without white
	// space and freed of the expansion.
	Size float64
	// FR and EN say how much of each side's clues meets a partner opposite.
	FR, EN Coverage
}

// A Coverage counts the clues of one side of a bead: figures (numbers and
// values), names and the other words that have a cognate or a common
// translation somewhere in the other document.
type Coverage struct {
	// Figures and Names are the numbers of clues, FiguresMet and NamesMet
	// those with a partner in the bead. Names without any partner in the
	// other document count too.
	Figures, FiguresMet int
	Names, NamesMet     int
	// Words is the number of word clues with a partner in the other
	// document, WordsMet those with one in the bead.
	Words, WordsMet int
	// Gain is the sum of the likelihood ratios of all clues, in nats.
	Gain float64
}

// Evidence returns what speaks for and against linking the segments of a
// bead. The zero Evidence is returned for a null link.
func (c *Comparison) Evidence(b Bead) Evidence {
	if b.Null() {
		return Evidence{}
	}
	var e Evidence
	fr, en := 0.0, 0.0
	for _, i := range b.FR {
		fr += c.fr.sizes[i]
	}
	for _, j := range b.EN {
		en += c.en.sizes[j]
	}
	e.Length = (fr - en) / math.Sqrt(spread*(fr+en)/2+4)
	e.Ratio = math.Log(fr / en)
	e.Size = (fr + en) / 2
	e.FR = coverage(c.fr, b.FR, c.en, b.EN)
	e.EN = coverage(c.en, b.EN, c.fr, b.FR)
	return e
}

// coverage counts the clues of segs that meet a partner in others.
func coverage(s *side, segs []int, opposite *side, others []int) Coverage {
	there := map[int32]bool{}
	for _, j := range others {
		for _, e := range opposite.clues[j] {
			there[e] = true
		}
	}
	var out Coverage
	seen := map[int32]bool{}
	for _, i := range segs {
		for _, c := range s.clues[i] {
			if seen[c] {
				continue
			}
			seen[c] = true
			met := false
			for _, p := range s.vocab.partners[c] {
				if there[p] {
					met = true
					break
				}
			}
			out.add(s.vocab, c, met)
		}
		for _, c := range s.lone[i] {
			if !seen[c] {
				seen[c] = true
				out.add(s.vocab, c, false)
			}
		}
	}
	return out
}

func (o *Coverage) add(v *vocabulary, c int32, met bool) {
	one := 0
	if met {
		one = 1
		o.Gain += v.gain[c]
	} else {
		o.Gain += v.loss[c]
	}
	switch v.keys[c][0] {
	case 'n', 'v':
		o.Figures++
		o.FiguresMet += one
	case 'w':
		if v.name[c] {
			o.Names++
			o.NamesMet += one
		} else if len(v.partners[c]) > 0 {
			o.Words++
			o.WordsMet += one
		}
	}
}
