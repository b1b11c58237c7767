package repair

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"io"
	"math"
	"sync"
	"sync/atomic"
	"unicode"

	"concord/documents"
)

// A class is what the letter statistics tell apart: the letters of both
// languages without their case, the signs that stand in prose, digits as one,
// and all else as one.
type class byte

// The classes that are not letters; letters are 1 to lastLetter in the order
// of alphabet.
const (
	space      class = 0
	lastLetter class = 39
	digit      class = 48
	other      class = 49
	classes          = Classes
)

// alphabet gives the character of each class; a digit stands for all digits
// and "#" for what has no class of its own.
const alphabet = " abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùûœ'-.,;:()0#"

var (
	runes   = []rune(alphabet)
	classOf = func() map[rune]class {
		m := map[rune]class{'’': 40, '‘': 40, 'ʼ': 40, '\u2010': 41, '\u2011': 41}
		for i, r := range runes {
			m[r] = class(i)
		}
		for r := '0'; r <= '9'; r++ {
			m[r] = digit
		}
		delete(m, '#')
		return m
	}()
)

// Class gives the class of a character, upper case as lower case: the number
// of its row in the tables.
func Class(r rune) byte { return byte(classify(r)) }

func classify(r rune) class {
	switch {
	case r >= 'a' && r <= 'z':
		return class(r-'a') + 1
	case r >= 'A' && r <= 'Z':
		return class(r-'A') + 1
	case r == ' ':
		return space
	case r >= '0' && r <= '9':
		return digit
	}
	if c, ok := classOf[r]; ok {
		return c
	}
	if unicode.IsSpace(r) {
		return space
	}
	if c, ok := classOf[unicode.ToLower(r)]; ok {
		return c
	}
	return other
}

func (c class) letter() bool { return c >= 1 && c <= lastLetter }

// compressed holds, for French and then English, one byte for each three
// classes in a row: 0 for fewer than three occurrences, else 1 + 4 log2(n/3),
// rounded; compressed with deflate. It is made by
//
//	go run ./internal/lettertable -train .../bitext/train.en-fr.tsv.gz
//
// from the 380,000 pairs of law provisions, and says nothing of their text.
// Contains information licensed under the Open Government Licence - Canada.
//
//go:embed letters.bin
var compressed []byte

// Classes is the number of classes.
const Classes = 50

// Steps is how many steps of a table's byte double the count.
const Steps = 4

// Least is the least count that the table keeps.
const Least = 3

// A model gives the logarithm of the probability of a class after the two
// before it. A text meets a quarter of the pairs of classes, so what stands
// after a pair is worked out when it is first asked for; goroutines that ask at
// once work out the same.
type model struct {
	raw    []byte // of the table
	counts *[256]float64
	bi     []float64 // probability of a class after the one before
	rows   [classes * classes]atomic.Pointer[[classes]float32]
}

func (m *model) at(a, b, c class) float64 {
	ab := int(a)*classes + int(b)
	row := m.rows[ab].Load()
	if row == nil {
		row = m.row(ab)
	}
	return float64(row[c])
}

// models are the French and English statistics. The table is part of the
// program, so one that cannot be read is a mistake of ours.
var models = sync.OnceValue(func() documents.Pair[*model] {
	const n = classes * classes * classes
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(compressed)), 2*n))
	if err != nil || len(raw) != 2*n {
		panic("repair: the letter table is damaged")
	}
	return documents.Pair[*model]{FR: newModel(raw[:n]), EN: newModel(raw[n:])}
})

// newModel makes probabilities of counts: each of the three, two and one
// classes before hands on a share to the shorter context in proportion to the
// kinds it was seen with (Witten and Bell 1991).
func newModel(raw []byte) *model {
	var counts [256]float64
	for q := 1; q < 256; q++ {
		counts[q] = Least * math.Exp2(float64(q-1)/Steps)
	}
	var uni [classes]float64
	bi := make([]float64, classes*classes)
	total := 0.0
	for i, q := range raw {
		n := counts[q]
		uni[i%classes] += n
		bi[i%(classes*classes)] += n
		total += n
	}
	for c := range uni {
		uni[c] = (uni[c] + 1) / (total + classes)
	}
	for b := range classes {
		smooth(bi[b*classes:(b+1)*classes], func(c int) float64 { return uni[c] })
	}
	return &model{raw: raw, counts: &counts, bi: bi}
}

// row works out the probabilities of all classes after a pair.
func (m *model) row(ab int) *[classes]float32 {
	n := make([]float64, classes)
	for c := range n {
		n[c] = m.counts[m.raw[ab*classes+c]]
	}
	after := m.bi[ab%classes*classes:]
	smooth(n, func(c int) float64 { return after[c] })
	row := new([classes]float32)
	for c, p := range n {
		row[c] = float32(math.Log(p))
	}
	m.rows[ab].Store(row)
	return row
}

// smooth makes probabilities of the counts of the classes in one context;
// below gives those in the shorter one.
func smooth(n []float64, below func(c int) float64) {
	sum, kinds := 0.0, 0.0
	for _, x := range n {
		if sum += x; x > 0 {
			kinds++
		}
	}
	kinds = max(kinds, 1)
	for c, x := range n {
		n[c] = (x + kinds*below(c)) / (sum + kinds)
	}
}
