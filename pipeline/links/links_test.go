package links

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"concord/documents"
	"concord/pipeline/align"
)

func document(lang documents.Lang, texts ...string) *documents.Document {
	d := &documents.Document{Path: "a", Lang: lang}
	for i, s := range texts {
		d.Blocks = append(d.Blocks, documents.Block{ID: i + 1, Kind: documents.Paragraph, Text: s})
		d.Segments = append(d.Segments, documents.Segment{ID: i + 1, Block: i + 1, End: len(s), Text: s})
	}
	return d
}

// docs makes a pair from two lists of segments, a word each.
func docs(fr, en string) documents.Pair[*documents.Document] {
	return documents.Pair[*documents.Document]{FR: document(documents.FR, strings.Fields(fr)...), EN: document(documents.EN, strings.Fields(en)...)}
}

// table reads links as they stand in a table: numbers, numbers, text, text.
func table(rows ...string) []Link {
	var out []Link
	for i, r := range rows {
		f := strings.Split(r, "|")
		side := func(numbers, text string) Side {
			s := Side{Text: strings.TrimSpace(text)}
			for n := range strings.FieldsSeq(strings.ReplaceAll(numbers, ",", " ")) {
				var v int
				fmt.Sscan(n, &v)
				s.Numbers = append(s.Numbers, v)
			}
			return s
		}
		l := Link{Line: i + 2, Pair: documents.Pair[Side]{FR: side(f[0], f[2]), EN: side(f[1], f[3])}}
		out = append(out, l)
	}
	return out
}

func show(beads []align.Bead) string {
	parts := make([]string, len(beads))
	for i, b := range beads {
		parts[i] = strings.Trim(strings.ReplaceAll(fmt.Sprint(b.FR), " ", ","), "[]") + "-" + strings.Trim(strings.ReplaceAll(fmt.Sprint(b.EN), " ", ","), "[]")
	}
	return strings.Join(parts, " ")
}

func TestFind(t *testing.T) {
	// What the program wrote for the documents "a b c d e" and "A B C D E".
	written := []string{"1|1|a|A", "2|2|b|B", "3|3|c|C", "4|4|d|D", "5|5|e|E"}
	edit := func(changes ...string) []string { // "2=row", or "2=" for none
		out := slices.Clone(written)
		for _, c := range changes {
			var n int
			at, row, _ := strings.Cut(c, "=")
			fmt.Sscan(at, &n)
			out[n-1] = row
		}
		return slices.DeleteFunc(out, func(s string) bool { return s == "" })
	}
	for _, c := range []struct {
		why    string
		rows   []string
		fr, en string
		want   string
		lost   []int
	}{
		{"as written", written, "a b c d e", "A B C D E", "0-0 1-1 2-2 3-3 4-4", nil},
		{"merged in text and numbers", edit("2=2,3|2|b c|B", "3=|3||C"), "a b c d e", "A B C D E", "0-0 1,2-1 -2 3-3 4-4", nil},
		{"merged in the text alone", edit("2=2|2|b c|B", "3=|3||C"), "a b c d e", "A B C D E", "0-0 1,2-1 -2 3-3 4-4", nil},
		{"merged in the numbers alone", edit("2=2,3|2,3|b|B", "3="), "a b c d e", "A B C D E", "0-0 1,2-1,2 3-3 4-4", nil},
		{"split, with the numbers alone and the text left out", append([]string{"1,2|1|a b|A", "3|2,3|c|B C"}, written[3:]...), "a b c d e", "A B C D E", "0,1-0 2-1,2 3-3 4-4", nil},
		{"split by numbers", []string{"1|1|a b|A", "2|2||B", "3|3|c|C", "4|4|d|D", "5|5|e|E"}, "a b c d e", "A B C D E", "0-0 1-1 2-2 3-3 4-4", nil},
		{"without numbers at all", []string{"|| a b|A", "|||C", "||c|B"}, "a b c", "A B C", "0,1-0 -2 2-1", nil},
		{"crossing", edit("2=2|3|b|C", "3=3|2|c|B"), "a b c d e", "A B C D E", "0-0 1-2 2-1 3-3 4-4", nil},
		{"a new version: a sentence before, one changed, one gone", written, "x a b C d e", "X A B c2 E", "1-1 2-2 5-4", []int{2, 3}},
		{"one that came and one that went around another", written, "a n b d e", "A B C D E", "0-0 2-1 3-3 4-4", []int{2}},
		{"sentences in another order", written, "d e a b c", "A B C D E", "2-0 3-1 4-2 0-3 1-4", nil},
		{"a null link holds", edit("3=3||c|", "4=4|3|d|D", "5=5|4|e|E"), "a b c d e", "A B D E", "0-0 1-1 2- 3-2 4-3", nil},
		{"until something new stands opposite", edit("3=3||c|", "4=4|3|d|D", "5=5|4|e|E"), "a b c d e", "A B N D E", "0-0 1-1 3-3 4-4", nil},
		{"what is new elsewhere does not matter", edit("3=3||c|", "4=4|3|d|D", "5=5|4|e|E"), "a b c d e", "N A B D E", "0-1 1-2 2- 3-3 4-4", nil},
		{"nor what was only changed", edit("3=3||c|", "4=4|3|d|D", "5=5|4|e|E"), "a b c d e", "A B D2 E", "0-0 1-1 2- 4-3", []int{3}},
		{"null links alone, in a file that says nothing else", []string{"3||c|", "|4||D"}, "a b c d e", "A B C D E", "2- -3", nil},
		{"null links between rows far apart", []string{"1|1|a|A", "3||c|", "5|5|e|E"}, "a b c d e", "A B C D E", "0-0 2- 4-4", nil},
		{"until more stands there than there was", []string{"1|1|a|A", "3||c|", "5|5|e|E"}, "a b c d e", "A B C N D E", "0-0 4-5", nil},
		{"null links in a whole file without numbers", []string{"||a|A", "||b|B", "||c|", "||d|D", "||e|E"}, "a b c d e", "A B D E", "0-0 1-1 2- 3-2 4-3", nil},
		{"at the end, until something is added", []string{"1|1|a|A", "2|2|b|B", "3||c|"}, "a b c", "A B N", "0-0 1-1", nil},
		{"the same words in several places, by number", []string{"1|1|a|A", "2|2|o|O", "3|3|b|B", "4|4|o|O", "5|5|c|C"}, "a o b o c", "A O B O C", "0-0 1-1 2-2 3-3 4-4", nil},
		{"the first of them gone", []string{"1|1|a|A", "2|2|o|O", "3|3|b|B", "4|4|o|O", "5|5|c|C"}, "a b o c", "A B O C", "0-0 1-1 2-2 3-3", []int{1}},
		{"without numbers, by their order", []string{"||a|A", "||o|O", "||b|B", "||o|O", "||c|C"}, "a o b o c", "A O B O C", "0-0 1-1 2-2 3-3 4-4", nil},
		{"nothing but the same words", []string{"1|1|o|O", "2|2|o|O", "3|3|o|O"}, "o o o", "O O O", "0-0 1-1 2-2", nil},
		{"the same row twice", []string{"||a|A", "||a|A"}, "a b", "A B", "0-0", []int{1}},
		{"two rows that overlap", []string{"||a b|A", "||b c|B"}, "a b c", "A B", "0,1-0", []int{1}},
		{"empty rows", []string{"|||", "1|1|a|A"}, "a", "A", "0-0", nil},
	} {
		got := Find(docs(c.fr, c.en), table(c.rows...))
		if show(got.Beads) != c.want || !slices.Equal(got.Lost, c.lost) || len(got.Against) > 0 || got.Swapped {
			t.Errorf("%s:\n got %s, lost %v, against %v\nwant %s, lost %v", c.why, show(got.Beads), got.Lost, got.Against, c.want, c.lost)
		}
	}
}

func TestNumbersAgainstTheText(t *testing.T) {
	rows := []string{"1|1|a|A", "2|2|b|B", "3|4|c|C", "4|3|d|D", "5|5|e|E", "6|6|f|F"}
	got := Find(docs("a b c d e f", "A B C D E F"), table(rows...))
	if show(got.Beads) != "0-0 1-1 2-2 3-3 4-4 5-5" || !slices.Equal(got.Against, []int{2, 3}) {
		t.Errorf("%s, against %v", show(got.Beads), got.Against)
	}
	rows[2], rows[3] = "3|4|c|", "4|3|d|"
	got = Find(docs("a b c d e f", "A B C D E F"), table(rows...))
	if show(got.Beads) != "0-0 1-1 2-3 3-2 4-4 5-5" || got.Against != nil {
		t.Errorf("%s, against %v", show(got.Beads), got.Against)
	}
}

func TestSwapped(t *testing.T) {
	rows := table("1|1|A|a", "2|2|B|b", "3|3|C|c")
	if got := Find(docs("a b c", "A B C"), rows); !got.Swapped || len(got.Beads) > 0 {
		t.Errorf("%+v", got)
	}
	if got := Find(docs("x y z", "X Y Z"), rows); got.Swapped || len(got.Lost) != 3 {
		t.Errorf("another pair: %+v", got)
	}
}

// White space, quotation marks and unseen characters do not part a link from
// its segments; words and letters do.
func TestKey(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"L’été\u00a0: « 3\u202f% »", "L'été : \"3 %\"", true},
		{"co\u00adopérer", "coopérer", true},
		{"a\u2011b", "a-b", true},
		{"Il dit.", "il dit.", false},
		{"3,2", "3.2", false},
		{"«»", "\"\"", false},
	} {
		if (key(c.a) == key(c.b)) != c.same {
			t.Errorf("%q and %q: %q, %q", c.a, c.b, key(c.a), key(c.b))
		}
	}
}

// An alignment as it was written is found whole, whatever the words and however
// often they are the same; in a version with sentences dropped and added, every
// bead found says what its link says, and every link whose words are in one
// place alone is found.
func TestFindProperties(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		vocabulary := 4 + r.IntN(60)
		word := func(side string) string { return fmt.Sprintf("%s%d.", side, r.IntN(vocabulary)) }
		var fr, en []string
		var list []Link
		for range 30 {
			l := Link{Line: len(list) + 2}
			for range r.IntN(3) {
				fr = append(fr, word("f"))
				l.FR.Numbers = append(l.FR.Numbers, len(fr))
				l.FR.Text = strings.TrimSpace(l.FR.Text + " " + fr[len(fr)-1])
			}
			for range r.IntN(3) {
				en = append(en, word("e"))
				l.EN.Numbers = append(l.EN.Numbers, len(en))
				l.EN.Text = strings.TrimSpace(l.EN.Text + " " + en[len(en)-1])
			}
			list = append(list, l)
		}
		pair := documents.Pair[*documents.Document]{FR: document(documents.FR, fr...), EN: document(documents.EN, en...)}
		got := Find(pair, list)
		k := 0
		for _, l := range list {
			if l.FR.empty() && l.EN.empty() {
				continue
			}
			if k >= len(got.Beads) {
				t.Fatalf("seed %d: %d beads, lost %v", seed, len(got.Beads), got.Lost)
			}
			for _, lang := range []documents.Lang{documents.FR, documents.EN} {
				var numbers []int
				for _, i := range got.Beads[k].Side(lang) {
					numbers = append(numbers, i+1)
				}
				if !slices.Equal(numbers, l.Of(lang).Numbers) {
					t.Fatalf("seed %d: line %d is %v, want %v", seed, l.Line, numbers, l.Of(lang).Numbers)
				}
			}
			k++
		}
		// A later version.
		later := func(texts []string) []string {
			var out []string
			for _, s := range texts {
				if r.IntN(12) == 0 {
					out = append(out, fmt.Sprintf("new%d.", r.IntN(1000)))
				}
				if r.IntN(12) > 0 {
					out = append(out, s)
				}
			}
			return out
		}
		next := documents.Pair[*documents.Document]{FR: document(documents.FR, later(fr)...), EN: document(documents.EN, later(en)...)}
		got = Find(next, list)
		taken := map[string]bool{}
		for _, b := range got.Beads {
			if b.Score != 1 {
				t.Fatalf("score %v", b.Score)
			}
			for _, lang := range []documents.Lang{documents.FR, documents.EN} {
				for i, s := range b.Side(lang) {
					name := fmt.Sprint(lang, s)
					if taken[name] || i > 0 && s != b.Side(lang)[i-1]+1 {
						t.Fatalf("seed %d: %s in two beads, or apart", seed, name)
					}
					taken[name] = true
				}
			}
			says := func(l documents.Lang) string {
				var s []string
				for _, i := range b.Side(l) {
					s = append(s, next.Of(l).Segments[i].Text)
				}
				return strings.Join(s, " ")
			}
			if !slices.ContainsFunc(list, func(l Link) bool { return l.FR.Text == says(documents.FR) && l.EN.Text == says(documents.EN) }) {
				t.Fatalf("seed %d: no link says %q and %q", seed, says(documents.FR), says(documents.EN))
			}
		}
		if again := Find(next, list); !reflect.DeepEqual(got, again) {
			t.Fatalf("seed %d: another result the second time", seed)
		}
	}
}

// Whatever the texts and numbers: every bead is segments that follow one
// another, none of them in two beads, and every link is found, lost or empty.
func FuzzFind(f *testing.F) {
	f.Add("a b c", "A B C", "1|1|a|A\n2,3|2|b c|B")
	f.Add("o o o", "O O", "||o|O\n||o|O\n|||O")
	f.Add("a « b", "\" B", "1|1|a «|\"\n3|2||")
	f.Fuzz(func(t *testing.T, fr, en, rows string) {
		var lines []string
		for l := range strings.SplitSeq(rows, "\n") {
			if strings.Count(l, "|") == 3 {
				lines = append(lines, l)
			}
		}
		pair, list := docs(fr, en), table(lines...)
		got := Find(pair, list)
		for _, l := range []documents.Lang{documents.FR, documents.EN} {
			seen := map[int]bool{}
			for _, b := range got.Beads {
				for i, s := range b.Side(l) {
					if s < 0 || s >= len(pair.Of(l).Segments) || seen[s] || i > 0 && s != b.Side(l)[i-1]+1 {
						t.Fatalf("%s: %v", l, b.Side(l))
					}
					seen[s] = true
				}
			}
		}
		if len(got.Beads)+len(got.Lost) > len(list) || !slices.IsSorted(got.Lost) {
			t.Fatalf("%d beads and %d lost of %d links", len(got.Beads), len(got.Lost), len(list))
		}
	})
}
