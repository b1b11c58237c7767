package checks

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/glossary"
	"concord/pipeline/check"
	"concord/pipeline/lexicon"
)

// acronyms are the acronyms of both documents: where they are explained, and
// which stands for which.
type acronyms struct {
	// explained are the explanations of each text, in order.
	explained documents.Pair[[]explanation]
	// links are the pairs that stand alone together in a bead.
	links []acronymLink
}

// An explanation is "expansion (ACRONYM)", the other way round too.
type explanation struct {
	acronym, expansion documents.Span
	short              string   // without the plural's s
	stems              []string // of the expansion's content words
}

// An acronymLink is an acronym of each side that are the only ones of their
// bead that do not stand opposite, or one that stands on both sides.
type acronymLink struct {
	spans documents.Pair[documents.Span]
	short documents.Pair[string]
}

func findAcronyms(p *check.Pass, strange *foreignText) *acronyms {
	a := &acronyms{}
	for _, l := range bothLangs {
		doc := p.Docs.Of(l)
		for seg := range doc.Segments {
			if !strange.in.Of(l)[seg] {
				*a.explained.Side(l) = append(a.explained.Of(l), explanations(doc.Segments[seg].Text, seg, l)...)
			}
		}
	}
	for i, b := range p.Alignment.Beads {
		if !b.Null() && b.Score >= check.Unsure && !hasForeign(p, i, strange) {
			a.link(p, i)
		}
	}
	return a
}

// acronymsIn gives the acronyms of a text, by place: two capitals or more, three
// where no digit follows, in a text that is not all in capitals. In a compound
// (SARS-CoV) they are a part of another name.
func acronymsIn(text string, seg int) []documents.Span {
	var out []documents.Span
	small := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += size
			continue
		}
		start := i
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			i += size
		}
		word := text[start:i]
		small = small || strings.ToLower(word) == word && utf8.RuneCountInString(word) >= 4
		if n := utf8.RuneCountInString(short(word)); n >= 3 && n <= 8 && allCapitals(word) && !romanNumeral(short(word)) && !hyphenated(text, start, i) {
			out = append(out, documents.Span{Seg: seg, Start: start, End: i})
		}
	}
	if !small {
		return nil
	}
	return out
}

// short takes the English plural's s off an acronym.
func short(s string) string {
	if n := len(s) - 1; n >= 2 && s[n] == 's' {
		return s[:n]
	}
	return s
}

func romanNumeral(s string) bool { return strings.Trim(s, "IVXLCDM") == "" }

// link keeps what the acronyms of a bead tell of each other.
func (a *acronyms) link(p *check.Pass, bead int) {
	var all documents.Pair[[]documents.Span]
	var names documents.Pair[[]string]
	for _, l := range bothLangs {
		for _, seg := range p.Bead(bead).Side(l) {
			for _, s := range acronymsIn(p.Docs.Of(l).Segments[seg].Text, seg) {
				if name := short(p.Docs.Of(l).Text(s)); !slices.Contains(names.Of(l), name) {
					*all.Side(l), *names.Side(l) = append(all.Of(l), s), append(names.Of(l), name)
				}
			}
		}
	}
	var alone documents.Pair[[]int]
	var equal []acronymLink
	for i, name := range names.FR {
		if j := slices.Index(names.EN, name); j >= 0 {
			equal = append(equal, acronymLink{documents.Pair[documents.Span]{FR: all.FR[i], EN: all.EN[j]}, documents.Pair[string]{FR: name, EN: name}})
		} else {
			alone.FR = append(alone.FR, i)
		}
	}
	for j, name := range names.EN {
		if !slices.Contains(names.FR, name) {
			alone.EN = append(alone.EN, j)
		}
	}
	if len(alone.FR)+len(alone.EN) == 0 {
		// With others beside it may be quoted: « OMS (WHO en anglais) ».
		a.links = append(a.links, equal...)
	}
	if len(alone.FR) == 1 && len(alone.EN) == 1 {
		i, j := alone.FR[0], alone.EN[0]
		a.links = append(a.links, acronymLink{documents.Pair[documents.Span]{FR: all.FR[i], EN: all.EN[j]}, documents.Pair[string]{FR: names.FR[i], EN: names.EN[j]}})
	}
}

// explanations finds "expansion (ACRONYM)" and "ACRONYM (expansion)" where the
// first letters of the expansion's words make the acronym.
func explanations(text string, seg int, l documents.Lang) []explanation {
	var out []explanation
	for _, s := range acronymsIn(text, seg) {
		name := short(text[s.Start:s.End])
		before, after := strings.TrimRight(text[:s.Start], " \u00a0\u202f"), text[s.End:]
		var from, to int
		ok := false
		switch {
		case strings.HasSuffix(before, "(") && strings.HasPrefix(strings.TrimLeft(after, " \u00a0"), ")"):
			from, to, ok = expansionBefore(strings.TrimSuffix(before, "("), name, l)
		case strings.HasPrefix(strings.TrimLeft(after, " \u00a0"), "("):
			open := s.End + strings.IndexByte(after, '(') + 1
			if end := strings.IndexByte(text[open:], ')'); end > 0 {
				var n int
				from, n, ok = expansionBefore(text[open:open+end], name, l)
				ok = ok && strings.TrimSpace(text[open:open+from]) == ""
				from, to = open+from, open+n
			}
		}
		if !ok {
			continue
		}
		out = append(out, explanation{acronym: s, expansion: documents.Span{Seg: seg, Start: from, End: to},
			short: name, stems: contentStems(text[from:to], l)})
	}
	return out
}

// expansionBefore finds the words at the end of a text whose first letters make
// an acronym; small words need not give a letter.
func expansionBefore(text, name string, l documents.Lang) (from, to int, ok bool) {
	words := plainWords(text)
	letters := []rune(lexicon.Fold(name))
	k := len(letters) - 1
	skipped := 0
	for i := len(words) - 1; i >= 0 && k >= 0; i-- {
		folded := lexicon.Fold(text[words[i].Start:words[i].End])
		first, _ := utf8.DecodeRuneInString(folded)
		small := glossary.FunctionWord(folded, l) || len(folded) <= 2
		switch {
		case first == letters[k] && !(small && i > 0 && initial(text, words[i-1]) == letters[k]):
			k--
			skipped = 0
		case small && i < len(words)-1 && skipped < 3:
			skipped++
		default:
			return 0, 0, false
		}
		if k < 0 {
			return words[i].Start, words[len(words)-1].End, len(words)-i >= 2
		}
	}
	return 0, 0, false
}

func initial(text string, w documents.Span) rune {
	r, _ := utf8.DecodeRuneInString(lexicon.Fold(text[w.Start:w.End]))
	return r
}

// plainWords are the words of a text that no bracket or sentence mark parts from
// its end.
func plainWords(text string) []documents.Span {
	var out []documents.Span
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if strings.ContainsRune("().;:!?", r) {
				out = out[:0]
			}
			i += size
			continue
		}
		start := i
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			i += size
		}
		out = append(out, documents.Span{Start: start, End: i})
	}
	return out
}

// contentStems are the stems of the words that say something, in order.
func contentStems(text string, l documents.Lang) []string {
	var out []string
	for _, w := range lexicon.Words(text, l) {
		if folded := lexicon.Fold(text[w.Start:w.End]); !glossary.FunctionWord(folded, l) && len(folded) > 2 {
			out = append(out, w.Stem)
		}
	}
	return out
}

// report tells of acronyms that are used in two ways, and returns those told of.
func (a *acronyms) report(p *check.Pass) (told documents.Pair[map[string]bool]) {
	told = documents.Pair[map[string]bool]{FR: map[string]bool{}, EN: map[string]bool{}}
	for _, l := range bothLangs {
		a.twoExpansions(p, l)
		a.twoAcronyms(p, l, told)
	}
	for _, l := range bothLangs {
		a.twoCounterparts(p, l, told)
	}
	return told
}

// twoExpansions tells of an acronym that one text explains in two ways.
func (a *acronyms) twoExpansions(p *check.Pass, l documents.Lang) {
	all := a.explained.Of(l)
	done := map[string]bool{}
	for i, e := range all {
		if done[e.short] {
			continue
		}
		for _, o := range all[i+1:] {
			if o.short != e.short || sameStems(e.stems, o.stems) {
				continue
			}
			done[e.short] = true
			f := check.Finding{Bead: -1}
			*f.Spans.Side(l) = []documents.Span{e.expansion, o.expansion}
			one, two := p.Docs.Of(l).Text(e.expansion), p.Docs.Of(l).Text(o.expansion)
			fr, en := langNames(l)
			f.Message = documents.Pair[string]{
				FR: fmt.Sprintf("%s est développé en %s de deux façons\u00a0: %s et %s", inQuotes(e.short, documents.FR), fr, inQuotes(one, documents.FR), inQuotes(two, documents.FR)),
				EN: fmt.Sprintf("%s is spelled out in %s in two ways: %s and %s", inQuotes(e.short, documents.EN), en, inQuotes(one, documents.EN), inQuotes(two, documents.EN)),
			}
			p.Report(f)
			break
		}
	}
}

// twoAcronyms tells of two acronyms that one text gives for the same words.
func (a *acronyms) twoAcronyms(p *check.Pass, l documents.Lang, told documents.Pair[map[string]bool]) {
	all := a.explained.Of(l)
	for i, e := range all {
		for _, o := range all[i+1:] {
			if o.short == e.short || told.Of(l)[lexicon.Fold(o.short)] || !sameWords(e.stems, o.stems) {
				continue
			}
			told.Of(l)[lexicon.Fold(o.short)], told.Of(l)[lexicon.Fold(e.short)] = true, true
			f := check.Finding{Bead: -1}
			*f.Spans.Side(l) = []documents.Span{e.acronym, o.acronym}
			fr, en := langNames(l)
			words := p.Docs.Of(l).Text(e.expansion)
			f.Message = documents.Pair[string]{
				FR: fmt.Sprintf("%s a en %s deux sigles\u00a0: %s et %s", inQuotes(words, documents.FR), fr, inQuotes(e.short, documents.FR), inQuotes(o.short, documents.FR)),
				EN: fmt.Sprintf("%s has two acronyms in %s: %s and %s", inQuotes(words, documents.EN), en, inQuotes(e.short, documents.EN), inQuotes(o.short, documents.EN)),
			}
			p.Report(f)
		}
	}
}

// twoCounterparts tells of an acronym that the text in l renders by two: "HCR"
// and "UNHCR" for UNHCR. Both must stand for this one alone, each twice or
// more; one that is merely left as it is opposite once.
func (a *acronyms) twoCounterparts(p *check.Pass, l documents.Lang, told documents.Pair[map[string]bool]) {
	o := l.Other()
	count := map[documents.Pair[string]]int{}
	of := map[string][]string{}   // an acronym of o to those of l
	back := map[string][]string{} // and the reverse
	var order []string
	for _, k := range a.links {
		if count[k.short]++; count[k.short] > 1 {
			continue
		}
		here, there := k.short.Of(l), k.short.Of(o)
		if of[there] == nil {
			order = append(order, there)
		}
		of[there], back[here] = append(of[there], here), append(back[here], there)
	}
	for _, there := range order {
		var ways []string
		total := 0
		for _, here := range of[there] {
			var k documents.Pair[string]
			*k.Side(l), *k.Side(o) = here, there
			if len(back[here]) == 1 && (count[k] > 1 || here == there) {
				ways, total = append(ways, here), total+count[k]
			}
		}
		if len(ways) != 2 || total < 3 || told.Of(l)[lexicon.Fold(ways[0])] || told.Of(o)[lexicon.Fold(there)] {
			continue
		}
		told.Of(l)[lexicon.Fold(ways[0])], told.Of(l)[lexicon.Fold(ways[1])] = true, true
		told.Of(o)[lexicon.Fold(there)] = true
		f := check.Finding{Bead: -1}
		var times [2]int
		for _, k := range a.links {
			if i := slices.Index(ways, k.short.Of(l)); i >= 0 && k.short.Of(o) == there {
				times[i]++
				f.Spans.FR, f.Spans.EN = append(f.Spans.FR, k.spans.FR), append(f.Spans.EN, k.spans.EN)
			}
		}
		fr, en := langNames(l)
		f.Message = documents.Pair[string]{
			FR: fmt.Sprintf("%s est rendu en %s par deux sigles\u00a0: %s (%d\u00a0fois) et %s (%d\u00a0fois)\u00a0; n’en garder qu’un",
				inQuotes(there, documents.FR), fr, inQuotes(ways[0], documents.FR), times[0], inQuotes(ways[1], documents.FR), times[1]),
			EN: fmt.Sprintf("%s is rendered in %s by two acronyms: %s (%s) and %s (%s); keep one",
				inQuotes(there, documents.EN), en, inQuotes(ways[0], documents.EN), countOf(times[0], "time", "times"), inQuotes(ways[1], documents.EN), countOf(times[1], "time", "times")),
		}
		p.Report(f)
	}
}

// sameStems reports whether two expansions say the same: one has all the words
// of the other.
func sameStems(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, s := range a {
		if !slices.Contains(b, s) {
			return false
		}
	}
	return true
}

// sameWords reports whether two expansions have the same words, in any order.
func sameWords(a, b []string) bool { return len(a) == len(b) && sameStems(a, b) && sameStems(b, a) }

// isExplained reports whether one of the texts spells an acronym out: then each
// language has its own.
func (a *acronyms) isExplained(folded string) bool {
	for _, l := range bothLangs {
		for _, e := range a.explained.Of(l) {
			if lexicon.Fold(e.short) == folded {
				return true
			}
		}
	}
	return false
}
