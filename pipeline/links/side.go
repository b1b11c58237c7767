package links

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"concord/documents"
)

// A side is one document and what is found in it.
type side struct {
	lang  documents.Lang
	links []Link
	// keys are what the segments say, white space and quotation marks apart.
	keys []string
	// starts lists the segments by the hash of their key, ascending.
	starts map[uint64][]int
	texts  []string // the links' keys
	at     []span   // by link
	owner  []int    // link by segment, -1 for none
	// shown are the links whose text is in one place alone and that have
	// numbers, by number: they tell how numbers have changed since.
	shown   []int
	against []bool
}

func newSide(doc *documents.Document, lang documents.Lang, list []Link) *side {
	s := &side{lang: lang, links: list, starts: map[uint64][]int{},
		texts: make([]string, len(list)), at: make([]span, len(list)), against: make([]bool, len(list))}
	for i := range doc.Segments {
		k := key(doc.Segments[i].Text)
		s.keys = append(s.keys, k)
		h := seed
		for j := range len(k) {
			h = h.add(k[j])
		}
		s.starts[uint64(h)] = append(s.starts[uint64(h)], i)
		s.owner = append(s.owner, -1)
	}
	for i := range list {
		s.texts[i] = key(s.list(i).Text)
		s.at[i].missing = true
	}
	return s
}

func (s *side) list(k int) *Side { return s.links[k].Side(s.lang) }

// key is what is compared of a text: all but white space, characters that are
// not seen, and double quotation marks, which programs for tables add and take
// away; apostrophes and hyphens are of one kind.
func key(text string) string {
	k := strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '‘' || r == 'ʼ':
			return '\''
		case r == '\u2010' || r == '\u2011':
			return '-'
		case r == '"' || r == '«' || r == '»' || r == '“' || r == '”' || r == '„':
			return -1
		case unicode.IsSpace(r), unicode.IsControl(r), unicode.Is(unicode.Cf, r), r >= 0xfffd && r <= 0xffff:
			return -1
		}
		return r
	}, text)
	if k == "" {
		return strings.TrimSpace(text)
	}
	return k
}

// A hash is FNV-1a, 64 bits.
type hash uint64

const seed hash = 14695981039346656037

func (h hash) add(b byte) hash { return (h ^ hash(b)) * 1099511628211 }

// find finds the links in the document, first those whose words are in one
// place alone, both in the file and in the document.
func (s *side) find() {
	times := map[string]int{}
	for _, t := range s.texts {
		times[t]++
	}
	var rest []int
	for k := range s.links {
		if s.texts[k] == "" {
			continue
		}
		places := s.places(s.texts[k], 0, 2, nil)
		switch {
		case len(places) == 1 && times[s.texts[k]] == 1 && s.free(places[0]):
			s.claim(k, places[0])
			if len(s.list(k).Numbers) > 0 {
				s.shown = append(s.shown, k)
			}
		case len(places) > 0:
			rest = append(rest, k)
		}
	}
	sort.SliceStable(s.shown, func(a, b int) bool { return s.first(s.shown[a]) < s.first(s.shown[b]) })
	// The same words in several places: the place nearest to the one expected,
	// surest first, so that a link does not take the place of a later one.
	for _, far := range []int{0, 2, 8} {
		next, end := 0, 0 // where the links before this one lead
		for _, k := range rest {
			for ; next < k; next++ {
				if !s.at[next].missing && !s.links[next].Moved {
					end = s.at[next].b
				}
			}
			if !s.at[k].missing {
				continue
			}
			want := end
			if len(s.list(k).Numbers) > 0 {
				want = s.first(k) + s.nearestShift(k)
			}
			for _, p := range s.places(s.texts[k], want, 1, s.free) {
				if distance(p.a, want) <= far {
					s.claim(k, p)
				}
			}
		}
	}
	s.byNumbers()
}

func distance(a, b int) int { return max(a-b, b-a) }

// most bounds the places that are looked at for one text: among more than that
// of the same words the nearest are looked at.
const most = 64

// places returns up to limit places where a text stands, the nearest to a
// segment first. It must begin and end where segments do. ok, if it is not nil,
// says which places count.
func (s *side) places(text string, near, limit int, ok func(span) bool) []span {
	var out []span
	h := seed
	for n := range len(text) {
		h = h.add(text[n])
		list := s.starts[uint64(h)]
		if len(list) == 0 || s.keys[list[0]] != text[:n+1] {
			continue
		}
		// From the nearest outwards.
		up := sort.SearchInts(list, near)
		down := up - 1
		for range most {
			var a int
			switch {
			case down < 0 && up >= len(list):
			case down < 0 || up < len(list) && list[up]-near <= near-list[down]:
				a = list[up]
				up++
				if p, found := s.match(a, text); found && (ok == nil || ok(p)) {
					out = append(out, p)
				}
				continue
			default:
				a = list[down]
				down--
				if p, found := s.match(a, text); found && (ok == nil || ok(p)) {
					out = append(out, p)
				}
				continue
			}
			break
		}
	}
	slices.SortStableFunc(out, func(p, q span) int { return distance(p.a, near) - distance(q.a, near) })
	return out[:min(len(out), limit)]
}

// match reports whether a text is that of whole segments from a on.
func (s *side) match(a int, text string) (span, bool) {
	i := a
	for text != "" {
		if i >= len(s.keys) || s.keys[i] == "" || !strings.HasPrefix(text, s.keys[i]) {
			return span{}, false
		}
		text = text[len(s.keys[i]):]
		i++
	}
	return span{a: a, b: i}, true
}

func (s *side) free(p span) bool {
	for i := p.a; i < p.b; i++ {
		if s.owner[i] >= 0 {
			return false
		}
	}
	return true
}

func (s *side) claim(k int, p span) {
	s.at[k] = p
	for i := p.a; i < p.b; i++ {
		s.owner[i] = k
	}
}

func (s *side) release(k int) {
	for i := s.at[k].a; i < s.at[k].b; i++ {
		s.owner[i] = -1
	}
	s.at[k] = span{missing: true}
}

// first is the number, from 0, that the file gives the first segment of a link.
func (s *side) first(k int) int { return s.list(k).Numbers[0] - 1 }
