package cases

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"concord/documents"
	"concord/pipeline/check"
)

// A Want is one expected finding.
type Want struct {
	Rule  string
	Marks documents.Pair[[]Mark]
	// Severity is 0 for the check's own.
	Severity check.Severity
	// Message is in English; empty when it does not matter.
	Message string
}

// A Mark is a piece of a line that a finding points at. Nth counts from 1 the
// times that the words stand in the line.
type Mark struct {
	Line  int
	Words string
	Nth   int
}

// String gives the form of the file.
func (w Want) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s fr:%s en:%s", w.Rule, marks(w.Marks.FR), marks(w.Marks.EN))
	if w.Severity != 0 {
		fmt.Fprintf(&b, " [%s]", w.Severity)
	}
	if w.Message != "" {
		b.WriteString(" " + w.Message)
	}
	return b.String()
}

func marks(ms []Mark) string {
	if len(ms) == 0 {
		return "-"
	}
	all := make([]string, len(ms))
	for i, m := range ms {
		all[i] = fmt.Sprintf(`%d:"%s"`, m.Line, strings.ReplaceAll(m.Words, `"`, `\"`))
		if m.Nth > 1 {
			all[i] += fmt.Sprintf("#%d", m.Nth)
		}
	}
	return strings.Join(all, ",")
}

// matches reports whether a finding is the expected one.
func (w Want) matches(got Want) bool {
	if w.Message == "" {
		got.Message = ""
	}
	return w.String() == got.String()
}

func parseWants(text string) ([]Want, error) {
	var ws []Want
	for i, l := range lines(text) {
		if l == "" {
			continue
		}
		w, err := parseWant(l)
		if err != nil {
			return nil, problem("ligne %[1]d", "line %[1]d", i+1).Because(err)
		}
		ws = append(ws, w)
	}
	return ws, nil
}

func parseWant(l string) (Want, error) {
	var w Want
	w.Rule, l, _ = strings.Cut(foldSpaces(l), " ")
	var err error
	for _, lang := range []documents.Lang{documents.FR, documents.EN} {
		rest, ok := strings.CutPrefix(strings.TrimLeft(l, " "), string(lang)+":")
		if !ok {
			return w, problem("attendu\u00a0: RÈGLE fr:MARQUES en:MARQUES, où MARQUES s’écrit 1:\"mots\" ou -, mais il n’y a pas de %[1]s: à «\u00a0%[2]s\u00a0»",
				"want RULE fr:MARKS en:MARKS, with MARKS as 1:\"words\" or -, but no %[1]s: stands at %[2]q", string(lang), l)
		}
		if *w.Marks.Side(lang), l, err = parseMarks(rest); err != nil {
			return w, err
		}
	}
	l = strings.TrimSpace(l)
	if rest, ok := strings.CutPrefix(l, "["); ok {
		name, message, _ := strings.Cut(rest, "]")
		if w.Severity, ok = check.ParseSeverity(name); !ok {
			return w, problem("gravité inconnue «\u00a0%[1]s\u00a0»", "unknown severity %[1]q", name)
		}
		l = strings.TrimSpace(message)
	}
	w.Message = l
	return w, nil
}

// parseMarks reads 1:"a",2:"b"#2 or - and returns what follows.
func parseMarks(s string) ([]Mark, string, error) {
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return nil, rest, nil
	}
	var ms []Mark
	for {
		number, rest, ok := strings.Cut(s, `:"`)
		line, err := strconv.Atoi(number)
		if !ok || err != nil || line < 1 {
			return nil, s, problem("un numéro de ligne et des mots entre guillemets sont attendus à «\u00a0%[1]s\u00a0», comme dans 1:\"mots\"",
				"want a line number and quoted words at %[1]q, as in 1:\"words\"", s)
		}
		m := Mark{Line: line, Nth: 1}
		var words strings.Builder
		closed := false
		for i := 0; i < len(rest) && !closed; i++ {
			switch {
			case rest[i] == '\\' && i+1 < len(rest) && rest[i+1] == '"':
				i++
				words.WriteByte('"')
			case rest[i] == '"':
				closed = true
				rest = rest[i+1:]
			default:
				words.WriteByte(rest[i])
			}
		}
		if !closed {
			return nil, s, problem("guillemet fermant absent à «\u00a0%[1]s\u00a0»", "no closing quote at %[1]q", s)
		}
		m.Words = words.String()
		if after, ok := strings.CutPrefix(rest, "#"); ok {
			digits := len(after) - len(strings.TrimLeft(after, "0123456789"))
			if m.Nth, err = strconv.Atoi(after[:digits]); err != nil {
				return nil, s, problem("un nombre est attendu après # à «\u00a0%[1]s\u00a0»", "want a number after # at %[1]q", rest)
			}
			rest = after[digits:]
		}
		ms = append(ms, m)
		if s, ok = strings.CutPrefix(rest, ","); !ok {
			return ms, rest, nil
		}
	}
}

// places turns findings into the form of a case.
type places struct {
	docs documents.Pair[*documents.Document]
	// line is the 1-based line of each segment.
	line documents.Pair[[]int]
}

func (at *places) want(usual check.Severity, f check.Finding) Want {
	w := Want{Rule: f.Rule, Message: foldSpaces(f.Message.EN)}
	if f.Severity != usual {
		w.Severity = f.Severity
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		for _, s := range f.Spans.Of(l) {
			d := at.docs.Of(l)
			seg := d.Segments[s.Seg]
			words := d.Text(s)
			before := d.BlockOf(s.Seg).Text[:seg.Start+s.Start]
			m := Mark{Line: at.line.Of(l)[s.Seg], Words: foldSpaces(words), Nth: 1}
			if words != "" {
				m.Nth += strings.Count(before, words)
			}
			*w.Marks.Side(l) = append(w.Marks.Of(l), m)
		}
	}
	return w
}

// foldSpaces makes every kind of space a plain one, since few editors show
// which is which.
func foldSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u202f' || r == '\u2009' {
			return ' '
		}
		return r
	}, s)
}
