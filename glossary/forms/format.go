package forms

import (
	"encoding/binary"
	"errors"
)

// Magic starts a table: the name and the version of the format.
//
// Two indexes follow, form to lemmas and lemma to forms. Each is a minimal
// acyclic automaton over bytes (Daciuk et al., CL 26(1) 2000) whose words end
// in the number of a list of edits:
//
//	root, arcs, lists, edits, adds, letters   six uint32, little endian
//	arcs     uint32 each: label<<24 | last<<23 | target
//	lists    lists+1 uint32: where each list starts among the edits
//	edits    uint32 each: add<<16 | cut<<8 | POS
//	adds     adds+1 uint32: where each string starts among the letters
//	letters  bytes
//
// A node is a run of arcs in ascending order of label, the last one marked; its
// number is that of its first arc. Label 0 stands first and ends a word: its
// target is a list.
const Magic = "CFORMS1\n"

// Limits of the format.
const (
	MaxTarget = 1<<23 - 1 // arcs and lists
	MaxAdd    = 1<<16 - 1 // different strings
	MaxCut    = 1<<8 - 1  // bytes
	lastArc   = 1 << 23
)

// An index maps words to lists of edits.
type index struct {
	root, count                       uint32
	arcs, lists, edits, adds, letters string
}

func u32(s string, i uint32) uint32 {
	b := s[4*i : 4*i+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// find gives the edits of a word, from (inclusive) to to; none when the word is
// not there.
func (x *index) find(word string) (from, to uint32) {
	node := x.root
	for i := 0; i < len(word); i++ {
		c := uint32(word[i])
		for {
			if node >= x.count {
				return 0, 0
			}
			arc := u32(x.arcs, node)
			if label := arc >> 24; label == c {
				node = arc & MaxTarget
				break
			} else if label > c || arc&lastArc != 0 {
				return 0, 0
			}
			node++
		}
		if c == 0 {
			return 0, 0
		}
	}
	if node >= x.count {
		return 0, 0
	}
	arc := u32(x.arcs, node)
	list := arc & MaxTarget
	if arc>>24 != 0 || int(list+2)*4 > len(x.lists) {
		return 0, 0
	}
	return u32(x.lists, list), u32(x.lists, list+1)
}

// edit unpacks an edit.
func (x *index) edit(i uint32) Analysis {
	e := u32(x.edits, i)
	add := e >> 16
	return Analysis{Cut: int(e >> 8 & 0xff), Add: x.letters[u32(x.adds, add):u32(x.adds, add+1)], POS: POS(e)}
}

var errFormat = errors.New("not a table of word forms")

// Open reads a table from its bytes, which it keeps. An error says that they
// are no such table; a word looked up in a table that was damaged later may
// not be found.
func Open(data string) (*Table, error) {
	if len(data) < len(Magic) || data[:len(Magic)] != Magic {
		return nil, errFormat
	}
	data = data[len(Magic):]
	t := &Table{}
	for _, x := range []*index{&t.lemmas, &t.inflections} {
		const head = 6 * 4
		if len(data) < head {
			return nil, errFormat
		}
		var n [6]uint64
		for i := range n {
			n[i] = uint64(binary.LittleEndian.Uint32([]byte(data[4*i : 4*i+4])))
		}
		data = data[head:]
		x.root, x.count = uint32(n[0]), uint32(n[1])
		for _, part := range []struct {
			size uint64
			to   *string
		}{{4 * n[1], &x.arcs}, {4 * (n[2] + 1), &x.lists}, {4 * n[3], &x.edits}, {4 * (n[4] + 1), &x.adds}, {n[5], &x.letters}} {
			if part.size > uint64(len(data)) {
				return nil, errFormat
			}
			*part.to, data = data[:part.size], data[part.size:]
		}
		if !x.sound() {
			return nil, errFormat
		}
	}
	if data != "" {
		return nil, errFormat
	}
	return t, nil
}

// sound checks that lists and edits stay within what they point into.
func (x *index) sound() bool {
	rising := func(s string, limit uint32) bool {
		for i := uint32(0); 4*int(i) < len(s); i++ {
			if v := u32(s, i); v > limit || i > 0 && v < u32(s, i-1) {
				return false
			}
		}
		return true
	}
	if !rising(x.lists, uint32(len(x.edits)/4)) || !rising(x.adds, uint32(len(x.letters))) {
		return false
	}
	for i := uint32(0); 4*int(i) < len(x.edits); i++ {
		if int(u32(x.edits, i)>>16+2)*4 > len(x.adds) {
			return false
		}
	}
	return true
}
