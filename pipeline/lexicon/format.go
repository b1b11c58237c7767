package lexicon

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// The file of a table is its magic, then one deflate stream of
//
//	numbers of FR stems, of EN stems and of links   uvarints
//	for FR, then for EN:
//	    bytes each stem shares with the one before   a byte each
//	    bytes it has beyond those                    a byte each
//	    those bytes
//	    codes of count, of null, of met              a byte each, three runs
//	numbers of links of each FR stem                 uvarints
//	EN of each link, less that of the link before    uvarints
//	  of the same FR stem (or less -1)
//	codes of P(fr|en), codes of P(en|fr)             a byte each, two runs
//	CRC-32 (IEEE) of all that                        4 bytes, big endian
//
// Runs of the same kind of byte compress better than records.

// magic names the format and its version.
const magic = "concord lexicon 1\n"

// The errors of a file that is no table at all, and of a table in another
// version of the format.
var (
	ErrOther   = errors.New("not a table")
	ErrVersion = errors.New("not a table of this version")
)

// Limits on what is read, far above any table that could be of use: a table of
// all words of both languages would have a million stems.
const (
	mostStems = 1 << 21
	mostLinks = 1 << 24
	mostBytes = 1 << 28
)

// Encode returns the table as bytes. The same table gives the same bytes, for
// one version of Go's compress/flate.
func (t *Table) Encode() []byte {
	var b []byte
	for _, n := range [...]int{t.fr.len(), t.en.len(), len(t.links)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = t.fr.encode(b)
	b = t.en.encode(b)
	for f := range t.fr.len() {
		b = binary.AppendUvarint(b, uint64(t.fr.from[f+1]-t.fr.from[f]))
	}
	for f := range t.fr.len() {
		last := ID(-1)
		for _, l := range t.links[t.fr.from[f]:t.fr.from[f+1]] {
			b = binary.AppendUvarint(b, uint64(l.en-last))
			last = l.en
		}
	}
	for _, l := range t.links {
		b = append(b, l.givenEN)
	}
	for _, l := range t.links {
		b = append(b, l.givenFR)
	}
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b))

	var out bytes.Buffer
	out.WriteString(magic)
	// Neither writing to a buffer nor this level can fail.
	w, _ := flate.NewWriter(&out, flate.BestCompression)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

func (v *vocabulary) encode(b []byte) []byte {
	shared := make([]int, v.len())
	for i := 1; i < v.len(); i++ {
		x, y := v.stem(i-1), v.stem(i)
		for shared[i] < min(len(x), len(y)) && x[shared[i]] == y[shared[i]] {
			shared[i]++
		}
	}
	for _, n := range shared {
		b = append(b, byte(n))
	}
	for i, n := range shared {
		b = append(b, byte(len(v.stem(i))-n))
	}
	for i, n := range shared {
		b = append(b, v.stem(i)[n:]...)
	}
	b = append(b, v.count...)
	b = append(b, v.null...)
	return append(b, v.met...)
}

// Read reads a table. It checks all that lookups rely on: whatever the bytes,
// it returns a sound table or an error, in memory in proportion to what the
// bytes hold.
func Read(b []byte) (*Table, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		if bytes.HasPrefix(b, []byte(strings.TrimRight(magic, "0123456789\n"))) {
			return nil, ErrVersion
		}
		return nil, ErrOther
	}
	z := flate.NewReader(bytes.NewReader(rest))
	all, err := io.ReadAll(io.LimitReader(z, mostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	if len(all) > mostBytes {
		return nil, errors.New("too large")
	}
	if len(all) < 4 {
		return nil, errShort
	}
	body := all[:len(all)-4]
	if binary.BigEndian.Uint32(all[len(body):]) != crc32.ChecksumIEEE(body) {
		return nil, errors.New("damaged: the checksum differs")
	}
	return parse(body)
}

// parse reads what stands before the checksum.
func parse(body []byte) (*Table, error) {
	d := &decoder{b: body}
	fr, en, links := d.number(mostStems), d.number(mostStems), d.number(mostLinks)
	t := &Table{}
	t.fr = d.vocabulary(fr)
	t.en = d.vocabulary(en)
	if d.err == nil && links > len(d.b)/3 {
		d.err = errShort
	}
	if d.err != nil {
		return nil, d.err
	}
	t.links = make([]link, 0, links)
	each := make([]int, fr)
	for f := range each {
		each[f] = d.number(links)
	}
	for f, n := range each {
		last := -1
		if n > links-len(t.links) {
			return nil, errors.New("more links than announced")
		}
		for range n {
			last += d.number(mostStems)
			t.links = append(t.links, link{fr: ID(f), en: ID(min(last, mostStems))})
		}
	}
	if d.err == nil && len(t.links) != links {
		return nil, errors.New("fewer links than announced")
	}
	givenEN, givenFR := d.bytes(links), d.bytes(links)
	if d.err != nil {
		return nil, d.err
	}
	for k := range t.links {
		t.links[k].givenEN, t.links[k].givenFR = givenEN[k], givenFR[k]
	}
	if len(d.b) > 0 {
		return nil, errors.New("bytes after the end")
	}
	if err := t.finish(); err != nil {
		return nil, err
	}
	return t, nil
}

var errShort = errors.New("ends early")

// A decoder takes values from the front of b until one is not there; then err
// is set and all further values are zero.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) number(most int) int {
	if d.err != nil {
		return 0
	}
	n, size := binary.Uvarint(d.b)
	switch {
	case size <= 0:
		d.err = errShort
		return 0
	case n > uint64(most):
		d.err = fmt.Errorf("the number %d is too large", n)
		return 0
	}
	d.b = d.b[size:]
	return int(n)
}

func (d *decoder) bytes(n int) []byte {
	if d.err == nil && n > len(d.b) {
		d.err = errShort
	}
	if d.err != nil {
		return nil
	}
	out := d.b[:n:n]
	d.b = d.b[n:]
	return out
}

func (d *decoder) vocabulary(n int) vocabulary {
	v := vocabulary{at: []uint32{0}}
	shared, more := d.bytes(n), d.bytes(n)
	if d.err != nil {
		return v
	}
	total := 0
	for i := range n {
		total += int(more[i])
	}
	rest := d.bytes(total)
	v.count, v.null, v.met = d.bytes(n), d.bytes(n), d.bytes(n)
	if d.err != nil {
		return v
	}
	v.at = make([]uint32, 1, n+1)
	var text strings.Builder
	var stem []byte
	for i := range n {
		if int(shared[i]) > len(stem) || int(shared[i])+int(more[i]) >= stemLimit {
			d.err = fmt.Errorf("stem %d is longer than it can be", i)
			return v
		}
		stem = append(stem[:shared[i]], rest[:more[i]]...)
		rest = rest[more[i]:]
		text.Write(stem)
		v.at = append(v.at, uint32(text.Len()))
	}
	v.text = text.String()
	return v
}
