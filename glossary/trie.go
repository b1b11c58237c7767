package glossary

import (
	"cmp"
	"slices"

	"concord/documents"
)

// A trie holds the terms of one language as paths of classes of forms, in
// arrays of numbers without a pointer among them: what is found in a text costs
// the same with a hundred concepts as with a hundred thousand, but for the
// memory that the processor's caches cannot keep.
type trie struct {
	lang  documents.Lang
	words wordNumbers
	// classes of word w are classes[classAt[w]:classAt[w+1]], rising; starts
	// are the nodes that w leads to from the root, found as classes are.
	classAt, classes []uint32
	startAt, starts  []uint32
	// The edges of node n are those from nodes[n].edge to nodes[n+1].edge,
	// rising by class, and its terms are in ends likewise. The root is node 0;
	// a node is made after the one that leads to it.
	nodes []trieNode
	edges []trieEdge
	ends  []uint32 // indexes into terms, with checkCase where the case matters
	terms []entry
}

type trieNode struct{ edge, end uint32 }

type trieEdge struct{ class, node uint32 }

// gapClass is the class of an edge that any words may be passed along, up to
// maxGap of them, or none. Classes of forms start above it.
const gapClass = 0

// checkCase marks an end whose term has to be compared with the text.
const checkCase = 1 << 31

// An entry is a term in the trie, in the order of the glossary.
type entry struct {
	concept, term int32 // of the glossary, see Hit
	words         int32
	flags         entryFlags
}

type entryFlags uint32

const (
	entryForbidden entryFlags = 1 << iota
	entryExactCase
	entryAcronym
	entryCues // some cue has a word
	entryNoun
	entryVerb    // inflected as one
	entryTwofold // a noun that a verb looks like, see twofold
	entryNominal // an expression that begins with a participle used as a noun, see nominalised
)

// next is the node that a class leads to; ok is false for none.
func (t *trie) next(n, class uint32) (to uint32, ok bool) {
	edges := t.edges[t.nodes[n].edge:t.nodes[n+1].edge]
	for len(edges) > 8 {
		half := len(edges) / 2
		if edges[half].class <= class {
			edges = edges[half:]
		} else {
			edges = edges[:half]
		}
	}
	for _, e := range edges {
		if e.class == class {
			return e.node, true
		}
	}
	return 0, false
}

// A trieBuilder makes a trie of terms.
type trieBuilder struct {
	trie
	ids   map[uint64]uint32 // word<<8 | paradigm to class
	sets  map[uint64]uint32 // hash of the words of a class to the class
	setAt []int             // by class: where its words start among the pairs
	set   []uint32
	pairs []uint64 // word<<32 | class
	paths map[uint64]uint32
	count uint32   // of nodes
	last  []uint64 // node<<32 | term
	read  tokeniser
}

// newTrieBuilder starts a trie for a number of terms.
func newTrieBuilder(l documents.Lang, terms int) *trieBuilder {
	b := &trieBuilder{trie: trie{lang: l, terms: make([]entry, 0, terms)}, ids: make(map[uint64]uint32, terms),
		sets: make(map[uint64]uint32, terms), setAt: make([]int, gapClass+1), paths: make(map[uint64]uint32, 2*terms), count: 1}
	b.words.reserve(4 * terms)
	return b
}

// class returns the class of a word's forms, making it when new. Words with the
// same forms ("droit" and "droits" in a longer term) share one.
func (b *trieBuilder) class(word string, p paradigm) uint32 {
	w, ok := b.words.add(word)
	if !ok {
		return noClass
	}
	key := uint64(w)<<8 | uint64(p)
	if id, ok := b.ids[key]; ok {
		return id
	}
	b.set = append(b.set[:0], w)
	if p != asIs {
		for _, f := range formsOf(word, p)[1:] {
			if w, ok := b.words.add(f); ok {
				b.set = append(b.set, w)
			}
		}
		slices.Sort(b.set)
	}
	h := uint64(len(b.set))
	for _, w := range b.set {
		h = mix(h^uint64(w), 0xe7037ed1a0b428db)
	}
	id, ok := b.sets[h]
	if !ok || !b.hasSet(id) {
		id = uint32(len(b.setAt))
		b.sets[h] = id
		b.setAt = append(b.setAt, len(b.pairs))
		for _, w := range b.set {
			b.pairs = append(b.pairs, uint64(w)<<32|uint64(id))
		}
	}
	b.ids[key] = id
	return id
}

// noClass is that of words for which there is no room: no text has it.
const noClass = 1<<32 - 1

// hasSet reports whether the words of a class are those of b.set.
func (b *trieBuilder) hasSet(id uint32) bool {
	pairs := b.pairs[b.setAt[id]:]
	if int(id)+1 < len(b.setAt) {
		pairs = b.pairs[b.setAt[id]:b.setAt[id+1]]
	}
	return slices.EqualFunc(pairs, b.set, func(p uint64, w uint32) bool { return uint32(p>>32) == w })
}

// step is the node that a class leads to, made when new.
func (b *trieBuilder) step(n, class uint32) uint32 {
	key := uint64(n)<<32 | uint64(class)
	to, ok := b.paths[key]
	if !ok {
		to = b.count
		b.count++
		b.paths[key] = to
	}
	return to
}

// end puts a term at a node.
func (b *trieBuilder) end(n uint32, term int) {
	end := uint64(n)<<32 | uint64(term)
	if b.terms[term].flags&entryExactCase != 0 {
		end |= checkCase
	}
	b.last = append(b.last, end)
}

// done is the finished trie.
func (b *trieBuilder) done() *trie {
	t := &b.trie
	t.words.finish()
	t.classAt, t.classes = grouped(b.pairs, t.words.count())
	t.nodes = make([]trieNode, b.count+1)
	t.edges = make([]trieEdge, 0, len(b.paths))
	type path struct{ key, to uint64 }
	paths := make([]path, 0, len(b.paths))
	for key, to := range b.paths {
		paths = append(paths, path{key, uint64(to)})
	}
	slices.SortFunc(paths, func(a, b path) int { return cmp.Compare(a.key, b.key) })
	var endAt []uint32
	endAt, t.ends = grouped(b.last, int(b.count))
	for i, n := 0, uint64(0); n <= uint64(b.count); n++ {
		t.nodes[n] = trieNode{uint32(len(t.edges)), endAt[n]}
		for ; i < len(paths) && paths[i].key>>32 == n; i++ {
			t.edges = append(t.edges, trieEdge{uint32(paths[i].key), uint32(paths[i].to)})
		}
	}
	root := make([]uint32, len(b.setAt))
	for _, e := range t.edges[:t.nodes[1].edge] {
		if e.class != noClass {
			root[e.class] = e.node
		}
	}
	t.startAt = make([]uint32, t.words.count()+1)
	for w := range t.words.count() {
		for _, class := range t.classes[t.classAt[w]:t.classAt[w+1]] {
			if root[class] != 0 {
				t.starts = append(t.starts, root[class])
			}
		}
		t.startAt[w+1] = uint32(len(t.starts))
	}
	return t
}

// grouped brings pairs of a group (upper half) and a value into groups: those
// of group g are values[at[g]:at[g+1]], in the order of the pairs.
func grouped(pairs []uint64, groups int) (at, values []uint32) {
	at = make([]uint32, groups+1)
	for _, p := range pairs {
		at[p>>32+1]++
	}
	for g := range groups {
		at[g+1] += at[g]
	}
	values = make([]uint32, len(pairs))
	next := slices.Clone(at)
	for _, p := range pairs {
		values[next[p>>32]] = uint32(p)
		next[p>>32]++
	}
	return at, values
}
