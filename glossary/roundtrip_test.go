package glossary

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// roundTrips holds the property of every writer: what is written is read again
// as the same concepts.
func roundTrips(t *testing.T, g *Glossary) {
	t.Helper()
	want := placeless(g)
	for _, shape := range shapes {
		var b bytes.Buffer
		if err := WriteTBX(&b, g, shape); err != nil {
			t.Fatal(err)
		}
		written := b.String()
		back, err := Read(&b, "g.tbx")
		if err != nil {
			t.Fatalf("%s: %v\n%s", shape, err, written)
		}
		sameConcepts(t, string(shape), placeless(back), want)
	}
	for _, comma := range ",\t" {
		var b bytes.Buffer
		if err := WriteCSV(&b, g, comma); err != nil {
			t.Fatal(err)
		}
		written := b.String()
		back, err := Read(&b, "g.csv")
		if err != nil {
			t.Fatalf("%q: %v\n%s", comma, err, written)
		}
		sameConcepts(t, string(comma), placeless(back), want)
	}
	var rows [][]string
	for row := range Rows(g) {
		rows = append(rows, slices.Clone(row))
	}
	back, err := FromRows(slices.Values(rows), "g.xlsx", "")
	if err != nil {
		t.Fatal(err)
	}
	sameConcepts(t, "rows", placeless(back), want)
}

func FuzzReadTBX(f *testing.F) {
	f.Add([]byte(small))
	var b bytes.Buffer
	g, err := ReadCSV(strings.NewReader(tricky), "g.csv")
	if err != nil {
		f.Fatal(err)
	}
	for _, shape := range shapes {
		b.Reset()
		if err := WriteTBX(&b, g, shape); err != nil {
			f.Fatal(err)
		}
		f.Add(bytes.Clone(b.Bytes()))
	}
	for _, in := range dialects(f) {
		f.Add([]byte(in))
	}
	f.Add([]byte(`<tbx><conceptEntry id="a"><note>concord:match=exact</note><langSec xml:lang="fr"><term>x</term></langSec></conceptEntry></tbx>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := ReadTBX(bytes.NewReader(data), "g.tbx")
		if (g == nil) == (err == nil) {
			t.Fatalf("%v and %v", g, err)
		}
		if g != nil {
			roundTrips(t, g)
		}
	})
}

// Tables of any header: what is read is written and read again.
func FuzzReadTable(f *testing.F) {
	f.Add([]byte(tricky))
	for _, in := range dialects(f) {
		f.Add([]byte(in))
	}
	f.Add([]byte("Français\tAnglais\tRemarque\nclé\tkey\t\"concord:match=exact\"\n"))
	f.Add([]byte("E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE\n1|LAW|fr|délai|Term\n1|LAW|en|TL|Abbrev\n"))
	f.Add([]byte("SUBJECT_EN,TERM_EN,TERM_EN_PARAMETER,SYNONYMS_EN,TERME_FR\nLaw,limit,\"correct, noun\",a; b,délai\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := ReadCSV(bytes.NewReader(data), "g.csv")
		if (g == nil) == (err == nil) {
			t.Fatalf("%v and %v", g, err)
		}
		if g != nil {
			roundTrips(t, g)
		}
	})
}

// A note that looks like one of ours is a person's all the same.
func TestNotesOfOurKind(t *testing.T) {
	roundTrips(t, read(t, "fr,en,note\nclé,key,concord:match=exact\nporte,door,concord:note=x\n"))
	g := starter(t)
	roundTrips(t, g)
	var none []Remark
	if got := Lint(&Glossary{}); !reflect.DeepEqual(got, none) {
		t.Errorf("an empty glossary: %v", got)
	}
}
