package glossary

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"

	"concord/documents"
)

// indexMagic starts an index: the name and the version of the format.
const indexMagic = "CGLOSS2\n"

// An indexWriter writes a Matcher as bytes: the glossary and both tries, as
// lists of 32-bit numbers in little endian, each after its length, and one
// string with all texts. Reading them copies numbers and cuts the string:
// BenchmarkCachedIndex says how long that takes.
//
//	magic; the texts' string; where each text ends
//	head       Path, SHA256, then code, page and two messages of each warning
//	concepts   ID, Subject, French terms, English terms of each
//	terms      French before English in each concept, termFields of each
//	lists      cues and forms: how many, then each text
//	tries      French, English: see write
//	CRC-32C of all before it
//
// A text is told by its number; the same text is there once.
type indexWriter struct {
	out   []byte
	texts []byte
	ends  []uint32
	known map[string]uint32
	lists []uint32
}

// termFields is how many numbers a term takes.
const termFields = 14

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// AppendIndex appends the matcher, with its glossary, as bytes that OpenIndex
// reads. They are for the same program only: what forms a word has is in them.
func (m *Matcher) AppendIndex(dst []byte) []byte {
	w := &indexWriter{known: map[string]uint32{}, lists: []uint32{0}}
	g := m.Glossary
	head := []uint32{w.text(g.Path), w.text(g.SHA256)}
	for _, warn := range g.Warnings {
		head = append(head, w.text(warn.Code), uint32(warn.Page), w.text(warn.Message.FR), w.text(warn.Message.EN))
	}
	var concepts, terms []uint32
	for i := range g.Concepts {
		c := &g.Concepts[i]
		concepts = append(concepts, w.text(c.ID), w.text(c.Subject), uint32(len(c.Terms.FR)), uint32(len(c.Terms.EN)))
		for _, side := range [][]Term{c.Terms.FR, c.Terms.EN} {
			for n := range side {
				t := &side[n]
				acronym := uint32(0)
				if t.Acronym {
					acronym = 1
				}
				terms = append(terms, w.text(t.Text), w.text(string(t.Status)), w.text(t.POS), w.text(t.Gender), acronym,
					w.text(string(t.Match)), w.text(t.Geo), w.list(t.Cues), w.list(t.Forms), w.text(t.Source),
					w.text(t.Note), w.text(t.Definition), w.text(t.File), uint32(t.Line))
			}
		}
	}
	start := len(dst)
	w.out = append(dst, indexMagic...)
	w.string(string(w.texts))
	for _, list := range [][]uint32{w.ends, head, concepts, terms, w.lists} {
		w.numbers(list)
	}
	m.sides.FR.write(w)
	m.sides.EN.write(w)
	return binary.LittleEndian.AppendUint32(w.out, crc32.Checksum(w.out[start:], castagnoli))
}

// text gives the number of a text.
func (w *indexWriter) text(s string) uint32 {
	n, ok := w.known[s]
	if !ok {
		n = uint32(len(w.ends))
		w.known[s] = n
		w.texts = append(w.texts, s...)
		w.ends = append(w.ends, uint32(len(w.texts)))
	}
	return n
}

// list gives the place of a list of texts, 0 for none.
func (w *indexWriter) list(texts []string) uint32 {
	if len(texts) == 0 {
		return 0
	}
	at := uint32(len(w.lists))
	w.lists = append(w.lists, uint32(len(texts)))
	for _, s := range texts {
		w.lists = append(w.lists, w.text(s))
	}
	return at
}

func (w *indexWriter) number(n uint32) { w.out = binary.LittleEndian.AppendUint32(w.out, n) }

func (w *indexWriter) numbers(list []uint32) {
	w.number(uint32(len(list)))
	for _, n := range list {
		w.number(n)
	}
}

func (w *indexWriter) string(s string) {
	w.number(uint32(len(s)))
	w.out = append(w.out, s...)
}

func (t *trie) write(w *indexWriter) {
	w.number(uint32(t.words.seed))
	w.string(t.words.blob)
	w.numbers(t.words.at)
	w.number(uint32(len(t.words.slots)))
	for _, v := range t.words.slots {
		w.number(uint32(v))
		w.number(uint32(v >> 32))
	}
	for _, list := range [][]uint32{t.classAt, t.classes, t.startAt, t.starts, t.ends} {
		w.numbers(list)
	}
	w.number(uint32(2 * len(t.nodes)))
	for _, n := range t.nodes {
		w.number(n.edge)
		w.number(n.end)
	}
	w.number(uint32(2 * len(t.edges)))
	for _, e := range t.edges {
		w.number(e.class)
		w.number(e.node)
	}
	w.number(uint32(4 * len(t.terms)))
	for _, e := range t.terms {
		w.number(uint32(e.concept))
		w.number(uint32(e.term))
		w.number(uint32(e.words))
		w.number(uint32(e.flags))
	}
}

// errIndex says that bytes are no index, or a damaged one.
var errIndex = errors.New("not an index of a glossary")

// OpenIndex reads an index, whose string it keeps. The error says nothing more
// than that the bytes are no sound index: whoever has the glossary makes
// another. Bytes that were changed are told by their checksum, and bytes that
// were made to deceive by the bounds of every number, so that no index makes
// the matcher fail.
func OpenIndex(data string) (*Matcher, error) {
	if len(data) < len(indexMagic)+4 || !strings.HasPrefix(data, indexMagic) {
		return nil, errIndex
	}
	body := data[:len(data)-4]
	if checksum(body) != le32(data[len(data)-4:]) {
		return nil, errIndex
	}
	r := &indexReader{rest: body[len(indexMagic):]}
	r.texts = r.string()
	r.ends = r.numbers()
	if !rising(r.ends, len(r.texts)) {
		return nil, errIndex
	}
	g := &Glossary{}
	r.glossary(g)
	m := newMatcher(g)
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		t := r.trie(l)
		r.bad = r.bad || !t.sound(g)
		if r.bad {
			return nil, errIndex
		}
		*m.sides.Side(l) = t
	}
	if r.rest != "" {
		return nil, errIndex
	}
	return m, nil
}

func le32(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func checksum(s string) uint32 {
	var room [1 << 14]byte
	sum := uint32(0)
	for s != "" {
		n := copy(room[:], s)
		sum = crc32.Update(sum, castagnoli, room[:n])
		s = s[n:]
	}
	return sum
}

// An indexReader reads what is left; bad is set by what cannot be.
type indexReader struct {
	rest  string
	bad   bool
	texts string
	ends  []uint32
}

func (r *indexReader) number() uint32 {
	if len(r.rest) < 4 {
		r.bad = true
		return 0
	}
	n := le32(r.rest)
	r.rest = r.rest[4:]
	return n
}

// part takes as many bytes as the next number says, times size.
func (r *indexReader) part(size int) string {
	n := uint64(r.number()) * uint64(size)
	if r.bad || n > uint64(len(r.rest)) {
		r.bad = true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *indexReader) string() string { return r.part(1) }

func (r *indexReader) numbers() []uint32 {
	s := r.part(4)
	list := make([]uint32, len(s)/4)
	for i := range list {
		list[i] = le32(s[4*i : 4*i+4])
	}
	return list
}

func (r *indexReader) text(n uint32) string {
	if int64(n) >= int64(len(r.ends)) {
		r.bad = true
		return ""
	}
	from := uint32(0)
	if n > 0 {
		from = r.ends[n-1]
	}
	return r.texts[from:r.ends[n]]
}

func (r *indexReader) glossary(g *Glossary) {
	head, concepts, terms, lists := r.numbers(), r.numbers(), r.numbers(), r.numbers()
	if r.bad || len(head)%4 != 2 || len(concepts)%4 != 0 || len(terms)%termFields != 0 || len(lists) == 0 {
		r.bad = true
		return
	}
	g.Path, g.SHA256 = r.text(head[0]), r.text(head[1])
	for head = head[2:]; len(head) > 0; head = head[4:] {
		g.Warnings = append(g.Warnings, documents.Warning{Code: r.text(head[0]), Page: int(head[1]),
			Message: documents.Pair[string]{FR: r.text(head[2]), EN: r.text(head[3])}})
	}
	all := make([]Term, len(terms)/termFields)
	g.Concepts = make([]Concept, len(concepts)/4)
	at := uint64(0)
	for i := range g.Concepts {
		f := concepts[4*i : 4*i+4]
		c := &g.Concepts[i]
		c.ID, c.Subject = r.text(f[0]), r.text(f[1])
		middle := at + uint64(f[2])
		end := middle + uint64(f[3])
		if end > uint64(len(all)) {
			r.bad = true
			return
		}
		c.Terms.FR, c.Terms.EN = all[at:middle:middle], all[middle:end:end]
		for ; at < end; at++ {
			r.term(&all[at], terms[at*termFields:(at+1)*termFields], lists)
			all[at].Lang = documents.FR
			if at >= middle {
				all[at].Lang = documents.EN
			}
		}
	}
	r.bad = r.bad || at != uint64(len(all))
}

func (r *indexReader) term(t *Term, f, lists []uint32) {
	t.Text, t.Status, t.POS, t.Gender = r.text(f[0]), Status(r.text(f[1])), r.text(f[2]), r.text(f[3])
	t.Acronym, t.Match, t.Geo = f[4] != 0, Match(r.text(f[5])), r.text(f[6])
	t.Cues, t.Forms = r.list(f[7], lists), r.list(f[8], lists)
	t.Source, t.Note, t.Definition, t.File, t.Line = r.text(f[9]), r.text(f[10]), r.text(f[11]), r.text(f[12]), int(f[13])
}

func (r *indexReader) list(at uint32, lists []uint32) []string {
	if at == 0 {
		return nil
	}
	if int64(at) >= int64(len(lists)) || int64(at)+int64(lists[at]) >= int64(len(lists)) {
		r.bad = true
		return nil
	}
	out := make([]string, lists[at])
	for i := range out {
		out[i] = r.text(lists[int(at)+1+i])
	}
	return out
}

func (r *indexReader) trie(l documents.Lang) *trie {
	t := &trie{lang: l}
	t.words.seed = uint64(r.number())
	t.words.blob = r.string()
	t.words.at = r.numbers()
	slots := r.part(8)
	t.words.slots = make([]uint64, len(slots)/8)
	for i := range t.words.slots {
		t.words.slots[i] = uint64(le32(slots[8*i:8*i+4])) | uint64(le32(slots[8*i+4:8*i+8]))<<32
	}
	for _, list := range []*[]uint32{&t.classAt, &t.classes, &t.startAt, &t.starts, &t.ends} {
		*list = r.numbers()
	}
	nodes, edges, terms := r.numbers(), r.numbers(), r.numbers()
	if r.bad || len(nodes)%2+len(edges)%2+len(terms)%4 != 0 {
		r.bad = true
		return t
	}
	t.nodes = make([]trieNode, len(nodes)/2)
	for i := range t.nodes {
		t.nodes[i] = trieNode{nodes[2*i], nodes[2*i+1]}
	}
	t.edges = make([]trieEdge, len(edges)/2)
	for i := range t.edges {
		t.edges[i] = trieEdge{edges[2*i], edges[2*i+1]}
	}
	t.terms = make([]entry, len(terms)/4)
	for i := range t.terms {
		t.terms[i] = entry{int32(terms[4*i]), int32(terms[4*i+1]), int32(terms[4*i+2]), entryFlags(terms[4*i+3])}
	}
	return t
}

// sound checks that every number of a trie stays within what it points into,
// and that looking for a word ends.
func (t *trie) sound(g *Glossary) bool {
	words := t.words.count()
	if len(t.words.at) == 0 || t.words.at[0] != 0 || !rising(t.words.at, len(t.words.blob)) || !t.words.sound() ||
		!groups(t.classAt, words, len(t.classes)) || !groups(t.startAt, words, len(t.starts)) || len(t.nodes) < 2 {
		return false
	}
	nodes := uint32(len(t.nodes) - 1)
	for i, n := range t.nodes {
		if int64(n.edge) > int64(len(t.edges)) || int64(n.end) > int64(len(t.ends)) ||
			i > 0 && (n.edge < t.nodes[i-1].edge || n.end < t.nodes[i-1].end) {
			return false
		}
		if i == 0 {
			continue
		}
		// Paths only go on to later nodes, so that none is without end.
		for _, e := range t.edges[t.nodes[i-1].edge:n.edge] {
			if e.node >= nodes || e.node <= uint32(i-1) {
				return false
			}
		}
	}
	for _, n := range t.starts {
		if n >= nodes {
			return false
		}
	}
	for _, e := range t.ends {
		if int64(e&^checkCase) >= int64(len(t.terms)) {
			return false
		}
	}
	for _, e := range t.terms {
		if e.concept < 0 || int(e.concept) >= len(g.Concepts) || e.term < 0 || int(e.term) >= len(*g.Concepts[e.concept].Terms.Side(t.lang)) {
			return false
		}
	}
	return t.depth() <= maxPathWords+maxGaps
}

// depth is how many edges the longest path has: what bounds the search's depth
// and the words of a match.
func (t *trie) depth() int {
	depth, most := make([]int32, len(t.nodes)), int32(0)
	for n := range len(t.nodes) - 1 {
		for _, e := range t.edges[t.nodes[n].edge:t.nodes[n+1].edge] {
			depth[e.node] = max(depth[e.node], depth[n]+1)
			most = max(most, depth[e.node])
		}
	}
	return int(most)
}

// sound checks that every slot has a word and that half of them are free.
func (t *wordNumbers) sound() bool {
	n := len(t.slots)
	if n == 0 || n&(n-1) != 0 {
		return false
	}
	taken := 0
	for _, v := range t.slots {
		if v == 0 {
			continue
		}
		if taken++; uint32(v) == 0 || int64(uint32(v)) > int64(t.count()) {
			return false
		}
	}
	return 2*taken <= n
}

// rising reports whether numbers never fall and stay at or below a limit.
func rising(list []uint32, limit int) bool {
	last := uint32(0)
	for _, n := range list {
		if n < last {
			return false
		}
		last = n
	}
	return int64(last) <= int64(limit)
}

// groups reports whether a list parts values into groups.
func groups(at []uint32, count, values int) bool {
	return len(at) == count+1 && at[0] == 0 && rising(at, values) && int64(at[count]) == int64(values)
}
