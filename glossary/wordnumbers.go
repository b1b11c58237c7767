package glossary

import "math/bits"

// A wordNumbers numbers words: an open hash table over one string.
type wordNumbers struct {
	blob string   // the words one after the other
	at   []uint32 // where each starts in blob, and the end of the last
	// slots are hash<<32 | word+1 with the upper half of the hash, 0 for a
	// free one; their number is a power of two, at least half of them free.
	slots []uint64
	seed  uint64
	made  []byte // blob while words are added
}

// Limits of a table: maxWordBytes keeps offsets within 32 bits with room to
// spare, and no glossary of maxBytes reaches it by its own words. A word that
// finds maxProbes slots taken gives the table another seed, up to maxSeeds
// times: at most half of the slots are taken, so that 64 in a row are a sign of
// words that were chosen to collide.
const (
	maxWordBytes = 1 << 31
	maxProbes    = 64
	maxSeeds     = 16
)

func (t *wordNumbers) count() int { return max(0, len(t.at)-1) }

// reserve makes room for some words before any is added.
func (t *wordNumbers) reserve(words int) {
	t.slots = make([]uint64, 1<<bits.Len(uint(max(512, 2*words)-1)))
	t.at = append(make([]uint32, 0, words+1), 0)
	t.made = make([]byte, 0, 8*words)
}

// find gives the number of a word of a finished table, -1 for one that is not
// there.
func (t *wordNumbers) find(word string) int32 {
	if len(t.slots) == 0 {
		return -1
	}
	h := hashWord(word, t.seed)
	mask := uint64(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		v := t.slots[i]
		if v == 0 {
			return -1
		}
		if v>>32 == h>>32 {
			w := uint32(v) - 1
			if t.blob[t.at[w]:t.at[w+1]] == word {
				return int32(w)
			}
		}
	}
}

// add gives the number of a word, which is new if need be; ok is false when
// there is no room.
func (t *wordNumbers) add(word string) (w uint32, ok bool) {
	if 2*(t.count()+1) > len(t.slots) {
		t.slots = make([]uint64, max(1024, 2*len(t.slots)))
		t.fill()
	}
	h := hashWord(word, t.seed)
	mask := uint64(len(t.slots) - 1)
	i := h & mask
	probes := 0
	for ; t.slots[i] != 0; i = (i + 1) & mask {
		if v := t.slots[i]; v>>32 == h>>32 {
			w := uint32(v) - 1
			if string(t.made[t.at[w]:t.at[w+1]]) == word {
				return w, true
			}
		}
		probes++
	}
	if len(t.made)+len(word) > maxWordBytes {
		return 0, false
	}
	if t.at == nil {
		t.at = append(t.at, 0)
	}
	w = uint32(t.count())
	t.made = append(t.made, word...)
	t.at = append(t.at, uint32(len(t.made)))
	t.slots[i] = h>>32<<32 | uint64(w+1)
	if probes > maxProbes && t.seed < maxSeeds {
		t.seed++
		clear(t.slots)
		t.fill()
	}
	return w, true
}

// fill puts all words into empty slots.
func (t *wordNumbers) fill() {
	mask := uint64(len(t.slots) - 1)
	for w := range t.count() {
		h := hashWord(string(t.made[t.at[w]:t.at[w+1]]), t.seed)
		i := h & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = h>>32<<32 | uint64(w+1)
	}
}

// finish ends the adding of words, and gives back slots beyond those needed.
func (t *wordNumbers) finish() {
	if fit := 1 << bits.Len(uint(max(1, 2*t.count())-1)); fit < len(t.slots) {
		t.slots = make([]uint64, fit)
		t.fill()
	}
	t.blob, t.made = string(t.made), nil
}

// hashWord is a hash of eight bytes a step, by the multiplication of wyhash
// (Wang Yi, 2019), which mixes all bits of the product's halves.
func hashWord(s string, seed uint64) uint64 {
	const k0, k1, k2 = 0xa0761d6478bd642f, 0xe7037ed1a0b428db, 0x8ebc6af09c88c6e3
	h := mix(seed^k0, uint64(len(s))^k1)
	for len(s) >= 8 {
		h = mix(h^(uint64(s[0])|uint64(s[1])<<8|uint64(s[2])<<16|uint64(s[3])<<24|
			uint64(s[4])<<32|uint64(s[5])<<40|uint64(s[6])<<48|uint64(s[7])<<56), k1)
		s = s[8:]
	}
	var tail uint64
	switch n := len(s); {
	case n >= 4:
		tail = uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[n-4])<<32 | uint64(s[n-3])<<40 | uint64(s[n-2])<<48 | uint64(s[n-1])<<56
	case n > 0:
		tail = uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16
	}
	return mix(h^tail, k2)
}

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
