package baseline

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/documents"
	"concord/internal/strictyaml"
)

// version is the format of the file; it goes up only when an old concord could
// not read a new file.
const version = "1"

// header opens a new file. It is in both languages, since the file is shared.
const header = `# Divergences acceptées dans concord : « concord baseline accept » y ajoute des constats.
# Divergences accepted in concord; add findings with "concord baseline accept".
version: 1
entries:
`

// Load reads a baseline. Name is the file's name for messages. Every error is
// a *documents.Problem that names the line. An empty file is an empty list.
func Load(r io.Reader, name string) (*File, error) {
	data, err := io.ReadAll(io.LimitReader(r, strictyaml.MaxSize+1))
	if err != nil {
		return nil, documents.Problemf(documents.Unreadable, "baseline-unreadable",
			"impossible de lire %[1]s", "cannot read %[1]s", name).Because(err)
	}
	root, err := strictyaml.Parse(name, "baseline", data)
	if err != nil {
		return nil, err
	}
	members, err := root.Members("version", "entries")
	if err != nil {
		return nil, err
	}
	f := &File{}
	for _, m := range members {
		switch m.Key {
		case "version":
			if v, err := m.Value.Text(); err != nil {
				return nil, err
			} else if v != version {
				return nil, m.Value.Problemf("version",
					"ce format (%[1]s) est d’une version plus récente de concord ; mettez concord à jour",
					"this format (%[1]s) is from a newer concord; update concord", v)
			}
		case "entries":
			items, err := m.Value.List()
			if err != nil {
				return nil, err
			}
			for _, it := range items {
				e, err := readEntry(it)
				if err != nil {
					return nil, err
				}
				f.Entries = append(f.Entries, e)
			}
		}
	}
	if err := f.refuseTwice(root); err != nil {
		return nil, err
	}
	f.keepLines(string(data))
	return f, nil
}

func readEntry(v strictyaml.Value) (Entry, error) {
	members, err := v.Members("fingerprint", "rule", "reason", "by", "date", "expires", "fr", "en")
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Line: v.Line()}
	for _, m := range members {
		if m.Value.Null() {
			continue // an absent value; what is required is looked for below
		}
		text, err := m.Value.Text()
		if err != nil {
			return Entry{}, err
		}
		switch m.Key {
		case "fingerprint":
			e.Fingerprint = text
		case "rule":
			e.Rule = text
		case "reason":
			e.Reason = strings.TrimSpace(text)
		case "by":
			e.By = text
		case "fr":
			e.FR = text
		case "en":
			e.EN = text
		case "date", "expires":
			day, ok := ParseDate(text)
			if !ok {
				return Entry{}, m.Value.Problemf("date",
					"« %[1]s » n’est pas une date ; écrivez AAAA-MM-JJ, par exemple 2026-11-23",
					"%[2]q is not a date; write YYYY-MM-DD, for example 2026-11-23", text, text)
			}
			if m.Key == "date" {
				e.Date = day
			} else {
				e.Expires = day
			}
		}
	}
	for _, need := range []struct{ key, value string }{{"fingerprint", e.Fingerprint}, {"rule", e.Rule}} {
		if need.value == "" {
			return Entry{}, v.Problemf("missing-key", "il manque la clé « %[1]s »", "key %[2]q is missing", need.key, need.key)
		}
	}
	if !ValidReason(e.Reason) {
		return Entry{}, v.Problemf("reason",
			"une exception doit avoir une raison (« reason ») d’au moins trois lettres ; dites pourquoi la divergence est voulue",
			"an exception needs a reason of at least three letters; say why the divergence is meant")
	}
	return e, nil
}

// refuseTwice finds a finding that is accepted twice: one of the two reasons
// would never be read.
func (f *File) refuseTwice(root strictyaml.Value) error {
	seen := map[[2]string]int{}
	for _, e := range f.Entries {
		key := [2]string{e.Rule, e.Fingerprint}
		if line, ok := seen[key]; ok {
			return root.Problemf("twice",
				"le constat %[1]s est accepté deux fois, aux lignes %[2]d et %[3]d ; gardez une seule entrée",
				"finding %[1]s is accepted twice, on lines %[2]d and %[3]d; keep one entry", e.Fingerprint, line, e.Line)
		}
		seen[key] = e.Line
	}
	return nil
}

// keepLines gives each entry the lines it was read from, with the comments
// before it, so that Write leaves untouched entries byte for byte as they were.
// It gives up, and Write lays out anew, when the file is not one "- key: value"
// block per entry.
func (f *File) keepLines(data string) {
	data = strings.ReplaceAll(strings.TrimPrefix(data, "\ufeff"), "\r\n", "\n")
	lines := strings.SplitAfter(data, "\n")
	if n := len(lines); lines[n-1] == "" {
		lines = lines[:n-1]
	}
	starts := make([]int, len(f.Entries)+1)
	starts[len(f.Entries)] = len(lines)
	indent, previous := "", 0
	for i, e := range f.Entries {
		at := e.Line - 1
		if at < previous || at >= len(lines) {
			return
		}
		text := strings.TrimLeft(lines[at], " ")
		own := lines[at][:len(lines[at])-len(text)]
		if !strings.HasPrefix(text, "- ") || (i > 0 && own != indent) {
			return
		}
		indent = own
		for at > previous && comment(lines[at-1]) {
			at--
		}
		starts[i] = at
		previous = e.Line
	}
	if len(f.Entries) == 0 {
		return
	}
	f.head = strings.Join(lines[:starts[0]], "")
	f.indent = indent
	for i := range f.Entries {
		text := strings.Join(lines[starts[i]:starts[i+1]], "")
		if !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		f.Entries[i].lines = text
	}
}

func comment(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || strings.HasPrefix(line, "#")
}

// Write puts the file out, entries by rule and then fingerprint. What was
// loaded and not changed is written as it stood. Reading it back gives the
// same entries.
func (f *File) Write(w io.Writer) error {
	f.sort()
	kept := f.render(true)
	if again, err := Load(bytes.NewReader(kept), ""); err != nil || !same(again.Entries, f.Entries) {
		kept = f.render(false)
	}
	_, err := w.Write(kept)
	return err
}

func (f *File) render(keep bool) []byte {
	var b bytes.Buffer
	head, indent := header, "  "
	if keep && f.head != "" {
		head, indent = f.head, f.indent
	}
	if len(f.Entries) == 0 {
		head = strings.TrimSuffix(header, "\n") + " []\n"
	}
	b.WriteString(head)
	for i := range f.Entries {
		if e := &f.Entries[i]; keep && e.lines != "" {
			b.WriteString(e.lines)
		} else {
			writeEntry(&b, e, indent)
		}
	}
	return b.Bytes()
}

func writeEntry(b *bytes.Buffer, e *Entry, indent string) {
	dash := "- "
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s%s%s: %s\n", indent, dash, key, value)
			dash = "  "
		}
	}
	quoted := func(key, value string) {
		if value != "" {
			line(key, quote(value))
		}
	}
	line("fingerprint", word(e.Fingerprint))
	line("rule", word(e.Rule))
	quoted("reason", e.Reason)
	quoted("by", e.By)
	line("date", string(e.Date))
	line("expires", string(e.Expires))
	quoted("fr", e.FR)
	quoted("en", e.EN)
}

// word writes a value that is a plain word as it is, and quotes it otherwise.
// A word that YAML could take for a number or a null is quoted too; the reader
// would not mind, but other programs might.
func word(s string) string {
	if s == "" || !unicode.IsLetter(rune(s[0])) || s == "null" {
		return quote(s)
	}
	for _, r := range s {
		if !(r == '-' || r == '/' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z') {
			return quote(s)
		}
	}
	return s
}

// quote writes a double-quoted YAML scalar. What a terminal or an editor would
// not show is escaped.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == utf8.RuneError:
			b.WriteString(`\uFFFD`)
		case r == '\u00a0' || r == '\u202f' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// same compares entries by what they say, not by where they stand.
func same(a, b []Entry) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		x.Line, y.Line, x.lines, y.lines = 0, 0, "", ""
		if x != y {
			return false
		}
	}
	return true
}
