package docread

import (
	"bytes"
	"context"
	"encoding/gob"
	"math/rand"
	"os"
	"reflect"
	"testing"
	"testing/quick"

	"concord/documents"
	"concord/internal/engines"
)

// Whatever the fields hold, and whichever fields a document gets in future, it
// arrives as it was sent. A list without elements may arrive as nil.
func TestWireKeepsEverything(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 200 {
		v, ok := quick.Value(reflect.TypeFor[documents.Document](), random)
		if !ok {
			t.Fatal("a document cannot be made at random")
		}
		d := v.Interface().(documents.Document)
		got, err := decode(encode(&d))
		if err != nil {
			t.Fatal(err)
		}
		emptyIsNil(reflect.ValueOf(&d).Elem())
		if !reflect.DeepEqual(got, &d) {
			t.Fatalf("sent    %+v\narrived %+v", &d, got)
		}
	}
}

// emptyIsNil makes nil of all empty slices.
func emptyIsNil(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Len() == 0 {
			v.SetZero()
		}
		for i := range v.Len() {
			emptyIsNil(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			emptyIsNil(v.Field(i))
		}
	}
}

func sent(t testing.TB, path string) *documents.Document {
	d, err := File(context.Background(), path, Options{Engine: engines.Native})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The texts of segments are pieces of those of their blocks and need no room.
func TestWireSegmentsShareTheirBlocksText(t *testing.T) {
	d := sent(t, "../../documents/samples/report.fr.pdf")
	whole := encode(d)
	d2, err := decode(whole)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(d2.Segments, d.Segments) {
		t.Error("the segments differ")
	}
	d.Segments = nil
	texts := 0
	for _, s := range d2.Segments {
		texts += len(s.Text)
	}
	if more := len(whole) - len(encode(d)); len(d2.Segments) == 0 || more > texts/4 {
		t.Errorf("%d segments with %d bytes of text take %d bytes", len(d2.Segments), texts, more)
	}
}

// Damaged bytes give an error, or another document, and neither panic nor
// memory beyond their own size.
func FuzzWire(f *testing.F) {
	d := sent(f, "../../documents/samples/letter.fr.pdf")
	f.Add(encode(d))
	f.Add(encode(&documents.Document{}))
	f.Add([]byte{})
	f.Add([]byte{18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := decode(b)
		if err != nil {
			return
		}
		back, err := decode(encode(d))
		if err != nil || !bytes.Equal(encode(back), encode(d)) {
			t.Fatalf("what was read does not come back: %v", err)
		}
	})
}

func TestWireRefusesCutBytes(t *testing.T) {
	b := encode(sent(t, "../../documents/samples/letter.fr.pdf"))
	for n := range b {
		if _, err := decode(b[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes make a document", n, len(b))
		}
	}
}

// BenchmarkTransfer times the way of a document from the child to its parent;
// gob is what it replaced.
func BenchmarkTransfer(b *testing.B) {
	for _, c := range []struct{ name, path string }{
		{"sample", "../../documents/samples/report.fr.pdf"},
		{"long", "../../../shared/data/pdf/debian-install-guide.fr.pdf"},
	} {
		if _, err := os.Stat(c.path); err != nil {
			b.Logf("SKIPPED: %s is not here", c.path)
			continue
		}
		d := sent(b, c.path)
		b.Run(c.name+"/encode", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(len(encode(d))))
			}
		})
		b.Run(c.name+"/decode", func(b *testing.B) {
			data := encode(d)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := decode(data); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(c.name+"/gob", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var buf bytes.Buffer
				var back documents.Document
				if err := gob.NewEncoder(&buf).Encode(d); err != nil {
					b.Fatal(err)
				}
				if err := gob.NewDecoder(&buf).Decode(&back); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
