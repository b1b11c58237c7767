package main

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"concord/glossary/forms"
)

// A lexicon gathers forms of lemmas before they are packed.
type lexicon map[formLemma]forms.POS

type formLemma struct{ form, lemma string }

func (x lexicon) add(form, lemma string, pos forms.POS) {
	form, lemma = folded(form), folded(lemma)
	if plain(form) && plain(lemma) {
		x[formLemma{form, lemma}] |= pos
	}
}

var folds = strings.NewReplacer("œ", "oe", "Œ", "oe", "æ", "ae", "Æ", "ae", "’", "'", "ʼ", "'")

func folded(s string) string { return strings.ToLower(folds.Replace(s)) }

// plain reports whether a word can be asked for: concord parts words at
// hyphens, spaces and full stops, and figures are not words.
func plain(s string) bool {
	return s != "" && len(s) <= forms.MaxCut && !strings.ContainsAny(s, "-. /0123456789\x00")
}

// pack writes the table.
func (x lexicon) pack() ([]byte, error) {
	byForm, byLemma := map[string][]edit{}, map[string][]edit{}
	for k, pos := range x {
		byForm[k.form] = append(byForm[k.form], editOf(k.form, k.lemma, pos))
		byLemma[k.lemma] = append(byLemma[k.lemma], editOf(k.lemma, k.form, pos))
	}
	out := []byte(forms.Magic)
	for _, words := range []map[string][]edit{byForm, byLemma} {
		b, err := packIndex(words)
		if err != nil {
			return nil, err
		}
		out = append(out, b...)
	}
	return out, nil
}

type edit struct {
	add string
	cut int
	pos forms.POS
}

func editOf(from, to string, pos forms.POS) edit {
	n := 0
	for n < len(from) && n < len(to) && from[n] == to[n] {
		n++
	}
	return edit{to[n:], len(from) - n, pos}
}

func compareEdits(a, b edit) int {
	if a.cut != b.cut {
		return a.cut - b.cut
	}
	if c := strings.Compare(a.add, b.add); c != 0 {
		return c
	}
	return int(a.pos) - int(b.pos)
}

// packIndex makes the automaton of one index, see glossary/forms.
func packIndex(words map[string][]edit) ([]byte, error) {
	adds := map[string]uint32{}
	var letters []byte
	var addAt, lists, edits, arcs []uint32
	listOf := map[string]uint32{}
	keys := make([]string, 0, len(words))
	for w := range words {
		keys = append(keys, w)
	}
	slices.Sort(keys)
	b := builder{ids: map[string]uint32{}}
	for _, w := range keys {
		list := words[w]
		slices.SortFunc(list, compareEdits)
		key := fmt.Sprint(list)
		id, ok := listOf[key]
		if !ok {
			id = uint32(len(lists))
			listOf[key] = id
			lists = append(lists, uint32(len(edits)))
			for _, e := range list {
				at, ok := adds[e.add]
				if !ok {
					at = uint32(len(addAt))
					adds[e.add] = at
					addAt = append(addAt, uint32(len(letters)))
					letters = append(letters, e.add...)
				}
				edits = append(edits, at<<16|uint32(e.cut)<<8|uint32(e.pos))
			}
		}
		b.insert(w, id)
	}
	root := b.finish()
	arcs = b.arcs
	if len(arcs) > forms.MaxTarget || len(addAt) > forms.MaxAdd {
		return nil, fmt.Errorf("%d arcs, %d strings: more than the format holds", len(arcs), len(addAt))
	}
	out := binary.LittleEndian.AppendUint32(nil, root)
	for _, n := range []int{len(arcs), len(lists), len(edits), len(addAt), len(letters)} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	lists, addAt = append(lists, uint32(len(edits))), append(addAt, uint32(len(letters)))
	for _, part := range [][]uint32{arcs, lists, edits, addAt} {
		for _, v := range part {
			out = binary.LittleEndian.AppendUint32(out, v)
		}
	}
	return append(out, letters...), nil
}

// A builder makes a minimal automaton of words in ascending order (Daciuk et
// al., CL 26(1) 2000): what follows the part that a word shares with the next
// is final, and equal ends are kept once.
type builder struct {
	arcs []uint32
	ids  map[string]uint32 // arcs of a node to its place
	open [][]uint32        // arcs so far of each node on the way to the last word
	last string
}

func (b *builder) insert(word string, value uint32) {
	if len(b.open) == 0 {
		b.open = [][]uint32{nil}
	}
	n := 0
	for n < len(word) && n < len(b.last) && word[n] == b.last[n] {
		n++
	}
	b.close(n)
	for i := n; i < len(word); i++ {
		b.open = append(b.open, nil)
	}
	end := &b.open[len(word)]
	*end = append(*end, value) // label 0
	b.last = word
}

// close finishes the nodes of the last word that are deeper than n.
func (b *builder) close(n int) {
	for len(b.open)-1 > n {
		depth := len(b.open) - 1
		id := b.place(b.open[depth])
		b.open = b.open[:depth]
		b.open[depth-1] = append(b.open[depth-1], uint32(b.last[depth-1])<<24|id)
	}
}

func (b *builder) place(arcs []uint32) uint32 {
	arcs[len(arcs)-1] |= 1 << 23
	key := make([]byte, 0, 4*len(arcs))
	for _, a := range arcs {
		key = binary.LittleEndian.AppendUint32(key, a)
	}
	id, ok := b.ids[string(key)]
	if !ok {
		id = uint32(len(b.arcs))
		b.ids[string(key)] = id
		b.arcs = append(b.arcs, arcs...)
	}
	return id
}

func (b *builder) finish() uint32 {
	b.close(0)
	return b.place(b.open[0])
}
