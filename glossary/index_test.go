package glossary

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"concord/documents"
)

// An opened index is the matcher that was written: the same glossary, and the
// same hits in any text.
func TestIndexRoundTrip(t *testing.T) {
	texts := runningText(t)
	texts.FR, texts.EN = texts.FR[:200], texts.EN[:200]
	for _, g := range []*Glossary{{}, starter(t), randomGlossary(rand.New(rand.NewPCG(1, 2)), texts, 300)} {
		g.Warnings = append(g.Warnings, documents.Warning{Code: "x", Page: 3, Message: documents.Pair[string]{FR: "é", EN: "e"}})
		m := NewMatcher(g)
		data := m.AppendIndex([]byte("before"))[len("before"):]
		if again := m.AppendIndex(nil); !bytes.Equal(again, data) {
			t.Fatal("two indexes of one matcher differ")
		}
		back, err := OpenIndex(string(data))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := back.Glossary, g; got.Path != want.Path || got.SHA256 != want.SHA256 || !reflect.DeepEqual(got.Warnings, want.Warnings) || len(got.Concepts) != len(want.Concepts) {
			t.Fatalf("glossary %+v, want %+v", got, want)
		}
		for i := range g.Concepts {
			a, b := back.Glossary.Concepts[i], g.Concepts[i]
			if a.ID != b.ID || a.Subject != b.Subject || len(a.Terms.FR) != len(b.Terms.FR) || len(a.Terms.EN) != len(b.Terms.EN) {
				t.Fatalf("concept %+v, want %+v", a, b)
			}
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				for n := range a.Terms.Of(l) {
					if x, y := a.Terms.Of(l)[n], b.Terms.Of(l)[n]; !reflect.DeepEqual(x, y) {
						t.Fatalf("term %+v, want %+v", x, y)
					}
				}
			}
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for _, s := range texts.Of(l) {
				if got, want := back.FindAll(s, l), m.FindAll(s, l); !slices.Equal(got, want) {
					t.Fatalf("%q: %+v, want %+v", s, got, want)
				}
			}
		}
	}
}

// An index cut short or with a byte changed is refused by its checksum.
func TestIndexDamaged(t *testing.T) {
	data := NewMatcher(starter(t)).AppendIndex(nil)
	for _, n := range []int{0, 3, 8, 11, 12, len(data) / 2, len(data) - 1} {
		if _, err := OpenIndex(string(data[:n])); err == nil {
			t.Errorf("%d of %d bytes are taken", n, len(data))
		}
	}
	for i := 0; i < len(data); i += 97 {
		bad := bytes.Clone(data)
		bad[i] ^= 0x10
		if _, err := OpenIndex(string(bad)); err == nil {
			t.Errorf("byte %d changed, and taken", i)
		}
	}
}

// FuzzOpenIndex changes an index and mends its checksum: it is refused, or it
// works without failing.
func FuzzOpenIndex(f *testing.F) {
	g, err := ReadCSV(bytes.NewReader([]byte("concept_id,lang,term,pos,cues,forms\na,fr,prendre … en charge,verb,,\na,en,take charge,verb,x;y z,\nb,fr,clé,noun,,clés\n")), "g.csv")
	if err != nil {
		f.Fatal(err)
	}
	data := NewMatcher(g).AppendIndex(nil)
	f.Add(uint32(20), uint32(1), uint32(900), uint32(7))
	f.Add(uint32(len(data)/4), uint32(1<<31), uint32(3), uint32(0))
	f.Fuzz(func(t *testing.T, at, value, at2, value2 uint32) {
		bad := bytes.Clone(data[:len(data)-4])
		for _, c := range [][2]uint32{{at, value}, {at2, value2}} {
			if i := int(c[0]) % (len(bad) - 3); i >= len(indexMagic) {
				binary.LittleEndian.PutUint32(bad[i:], c[1])
			}
		}
		bad = binary.LittleEndian.AppendUint32(bad, crc32.Checksum(bad, castagnoli))
		m, err := OpenIndex(string(bad))
		if err != nil {
			return
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for _, h := range m.FindAll("ils prennent tout en charge, clés; take charge of y z", l) {
				m.Glossary.Term(h, l)
			}
		}
	})
}

// BenchmarkCachedIndex opens the index of 100,000 concepts and finds the first
// term.
func BenchmarkCachedIndex(b *testing.B) {
	for name, g := range map[string]*Glossary{"numbers": large(100_000), "words": ofWords(runningText(b), 100_000)} {
		data := string(NewMatcher(g).AppendIndex(nil))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				m, err := OpenIndex(data)
				if err != nil {
					b.Fatal(err)
				}
				m.Find("l'autorisation préalable", documents.FR)
			}
		})
	}
}
