package lexicon

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"sort"
	"testing"

	"concord/documents"
)

// small is a table of three words a side.
func small(t testing.TB) *Table {
	table, err := New(Content{
		FR: []Entry{{"chat", 10, 0.1, 0.9}, {"chien", 20, 0.2, 0.8}, {"le", 100, 0.7, 1}},
		EN: []Entry{{"cat", 12, 0.1, 0.7}, {"dog", 21, 0.1, 0.9}, {"the", 90, 0.8, 0.5}},
		Links: []Link{
			{1, 1, Chance{0.9, 0.8}}, {0, 0, Chance{0.5, 0.6}}, {2, 2, Chance{1, 1}}, {2, 0, Chance{0.01, 0}},
			{1, 2, Chance{1e-9, 0}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestTable(t *testing.T) {
	table := small(t)
	if n := table.Links(); n != 4 {
		t.Errorf("%d links, want 4: the one that rounds to nothing is left out", n)
	}
	id := func(l documents.Lang, stem string) ID {
		n, ok := table.ID(l, stem)
		if !ok || table.Stem(l, n) != stem {
			t.Fatalf("%s is not found", stem)
		}
		return n
	}
	near := func(what string, got, want, within float64) {
		if math.Abs(got-want) > within*want {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	dog := table.Prob(id(documents.FR, "chien"), id(documents.EN, "dog"))
	near("P(chien|dog)", dog.GivenEN, 0.9, 0.022)
	near("P(dog|chien)", dog.GivenFR, 0.8, 0.022)
	near("count of the", table.Count(documents.EN, id(documents.EN, "the")), 90, 0.045)
	near("null of le", table.Null(documents.FR, id(documents.FR, "le")), 0.7, 0.022)
	near("met of chat", table.Met(documents.FR, id(documents.FR, "chat")), 0.9, 0.003)
	if c := table.Prob(0, 1); c != (Chance{}) {
		t.Errorf("chat and dog: %v", c)
	}
	for _, no := range []string{"", "cha", "chats", "dog"} {
		if _, ok := table.ID(documents.FR, no); ok {
			t.Errorf("%q is found", no)
		}
	}
	var got []string
	for fr, c := range table.Partners(documents.EN, id(documents.EN, "cat")) {
		got = append(got, fmt.Sprintf("%s %.2f %.2f", table.Stem(documents.FR, fr), c.GivenEN, c.GivenFR))
	}
	if want := []string{"chat 0.50 0.59", "le 0.01 0.00"}; !reflect.DeepEqual(got, want) {
		t.Errorf("partners of cat: %v, want %v", got, want)
	}
}

// What Partners lists from either side is what Prob says.
func TestPartners(t *testing.T) {
	table := random(t, 3, 60)
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		n := 0
		for id := range table.Len(l) {
			last := ID(-1)
			for other, c := range table.Partners(l, ID(id)) {
				fr, en := ID(id), other
				if l == documents.EN {
					fr, en = en, fr
				}
				if table.Prob(fr, en) != c || other <= last {
					t.Fatalf("%s %d and %d: %v", l, id, other, c)
				}
				last = other
				n++
			}
		}
		if n != table.Links() {
			t.Errorf("%s: %d links of %d", l, n, table.Links())
		}
	}
}

func TestNewRefuses(t *testing.T) {
	one := []Entry{{Stem: "a", Count: 1}}
	for name, c := range map[string]Content{
		"order":      {FR: []Entry{{Stem: "b"}, {Stem: "a"}}},
		"twice":      {FR: []Entry{{Stem: "b"}, {Stem: "b"}}},
		"empty stem": {FR: []Entry{{Stem: ""}}},
		"long stem":  {FR: []Entry{{Stem: string(make([]byte, 64))}}},
		"absent FR":  {FR: one, EN: one, Links: []Link{{1, 0, Chance{1, 1}}}},
		"absent EN":  {FR: one, EN: one, Links: []Link{{0, -1, Chance{1, 1}}}},
		"link twice": {FR: one, EN: one, Links: []Link{{0, 0, Chance{1, 1}}, {0, 0, Chance{1, 1}}}},
	} {
		if table, err := New(c); err == nil || table != nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// random makes a table of up to n stems a side.
func random(t testing.TB, seed uint64, n int) *Table {
	r := rand.New(rand.NewPCG(seed, 1))
	side := func() []Entry {
		set := map[string]bool{}
		for range r.IntN(n + 1) {
			b := make([]byte, 1+r.IntN(7))
			for i := range b {
				b[i] = "abéz"[r.IntN(5)]
			}
			set[string(b)] = true
		}
		var out []Entry
		for s := range set {
			out = append(out, Entry{Stem: s})
		}
		sort.Slice(out, func(a, b int) bool { return out[a].Stem < out[b].Stem })
		for i := range out {
			out[i].Count, out[i].Null, out[i].Met = math.Exp2(20*r.Float64()), r.Float64(), r.Float64()
		}
		return out
	}
	c := Content{FR: side(), EN: side()}
	for f := range c.FR {
		for e := range c.EN {
			if r.IntN(5) == 0 {
				c.Links = append(c.Links, Link{ID(f), ID(e), Chance{r.Float64(), r.Float64() * r.Float64()}})
			}
		}
	}
	table, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// A table written and read is the same table, and gives the same bytes.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(60) {
		table := random(t, seed, int(seed))
		file := table.Encode()
		again, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(table.Content(), again.Content()) {
			t.Fatalf("seed %d: another table", seed)
		}
		if !bytes.Equal(again.Encode(), file) {
			t.Fatalf("seed %d: other bytes", seed)
		}
		same, err := New(table.Content())
		if err != nil || !bytes.Equal(same.Encode(), file) {
			t.Fatalf("seed %d: the content makes another table (%v)", seed, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	file := small(t).Encode()
	for n := range file {
		if table, err := Read(file[:n]); err == nil || table != nil {
			t.Fatalf("the first %d bytes: no error", n)
		}
	}
	for n := range file {
		bad := bytes.Clone(file)
		bad[n] ^= 0x55
		// The deflate stream has bits that mean nothing; what is read in
		// spite of a fault is the table itself.
		if table, err := Read(bad); err == nil && !reflect.DeepEqual(table.Content(), small(t).Content()) {
			t.Fatalf("byte %d changed: another table", n)
		}
	}
}

// FuzzParse gives the parser behind the checksum any bytes: it returns a sound
// table or an error.
func FuzzParse(f *testing.F) {
	f.Add([]byte{0, 0, 0})
	f.Add([]byte{1, 1, 1, 0, 1, 'a', 9, 9, 9, 0, 1, 'b', 9, 9, 9, 1, 1, 5, 5})
	f.Add([]byte{2, 1, 2, 0, 1, 1, 1, 'a', 'b', 9, 9, 9, 9, 9, 9, 0, 1, 'b', 9, 9, 9, 1, 1, 1, 1, 5, 5, 6, 6})
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := parse(b)
		if err != nil {
			if table != nil {
				t.Fatal("a table and an error")
			}
			return
		}
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			for id := range table.Len(l) {
				if got, ok := table.ID(l, table.Stem(l, ID(id))); !ok || got != ID(id) {
					t.Fatalf("stem %d of %s is found at %d", id, l, got)
				}
				for range table.Partners(l, ID(id)) {
				}
			}
		}
		again, err := Read(table.Encode())
		if err != nil || !reflect.DeepEqual(again.Content(), table.Content()) {
			t.Fatalf("written and read it differs: %v", err)
		}
	})
}

func TestLookupsDoNotAllocate(t *testing.T) {
	table := small(t)
	if n := testing.AllocsPerRun(100, func() {
		fr, _ := table.ID(documents.FR, "chien")
		en, _ := table.ID(documents.EN, "dog")
		table.Prob(fr, en)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
