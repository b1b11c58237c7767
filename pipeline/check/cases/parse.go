package cases

import (
	"fmt"
	"strings"

	"concord/documents"
	"concord/glossary"
	"concord/glossary/reference"
)

// maxCase bounds a file, in bytes: a case is a page, not a document.
const maxCase = 1 << 20

// Parse reads a case. Errors are *documents.Problem and name the section and
// line.
func Parse(data []byte) (*Case, error) {
	if len(data) > maxCase {
		return nil, problem("le cas dépasse %[1]d Mio", "the case is over %[1]d MiB", maxCase>>20)
	}
	why, sections := split(strings.ReplaceAll(string(data), "\r\n", "\n"))
	k := &Case{Why: strings.TrimSpace(why)}
	if k.Why == "" {
		return nil, problem("la phrase d’ouverture manque\u00a0; dites pourquoi le cas existe", "no opening sentence: say why the case exists")
	}
	seen := map[string]bool{}
	for _, s := range sections {
		if seen[s.name] {
			return nil, problem("la section «\u00a0%[1]s\u00a0» figure deux fois", "section %[1]q stands twice", s.name)
		}
		seen[s.name] = true
		if err := k.section(s); err != nil {
			return nil, problem("section «\u00a0%[1]s\u00a0»", "section %[1]q", s.name).Because(err)
		}
	}
	for _, name := range []string{"fr", "en", "want"} {
		if !seen[name] {
			return nil, problem("la section «\u00a0%[1]s\u00a0» manque", "section %[1]q is missing", name)
		}
	}
	for _, m := range k.Moved {
		if m.FR > len(k.Lines.FR) || m.EN > len(k.Lines.EN) {
			return nil, problem("section «\u00a0moved\u00a0»\u00a0: il n’y a pas de ligne %[1]d de fr ou de ligne %[2]d de en",
				"section \"moved\": there is no line %[1]d of fr or no line %[2]d of en", m.FR, m.EN)
		}
	}
	return k, nil
}

func problem(fr, en string, args ...any) *documents.Problem {
	return documents.Problemf(documents.Misuse, "case", fr, en, args...)
}

// A section is what stands between a line "-- name --" and the next.
type section struct{ name, text string }

// split cuts a file at its lines "-- name --", as the txtar format of the Go
// project does.
func split(data string) (why string, sections []section) {
	var b strings.Builder
	put := func() {
		if len(sections) == 0 {
			why = b.String()
		} else {
			sections[len(sections)-1].text = b.String()
		}
		b.Reset()
	}
	for _, line := range strings.SplitAfter(data, "\n") {
		name, ok := strings.CutPrefix(strings.TrimRight(line, " \t\n"), "-- ")
		if name, ok = cutEnd(name, ok); ok {
			put()
			sections = append(sections, section{name: name})
			continue
		}
		b.WriteString(line)
	}
	put()
	return why, sections
}

func cutEnd(name string, ok bool) (string, bool) {
	name, end := strings.CutSuffix(name, " --")
	name = strings.TrimSpace(name)
	return name, ok && end && name != ""
}

// section reads one section into its field.
func (k *Case) section(s section) (err error) {
	switch s.name {
	case "fr":
		k.Lines.FR = lines(s.text)
	case "en":
		k.Lines.EN = lines(s.text)
	case "want":
		k.Want, err = parseWants(s.text)
	case "glossary.csv":
		var g *glossary.Glossary
		if g, err = glossary.ReadCSV(strings.NewReader(s.text), s.name); err == nil {
			k.Terms = glossary.NewMatcher(g)
		}
	case "false-friends.csv":
		var list []glossary.Friend
		if list, err = friendsOf(s); err == nil {
			k.Settings.Friends = glossary.NewFriends(list)
		}
	case "references.csv":
		var list []reference.Reference
		if list, err = referencesOf(s); err == nil {
			k.Settings.References = reference.New(list)
		}
	case "settings":
		err = k.settings(s.text)
	case "moved":
		k.Moved, err = parseMoved(s.text)
	default:
		return problem("section inconnue\u00a0; les sections sont fr, en, want, glossary.csv, false-friends.csv, references.csv, settings et moved",
			"unknown section; the sections are fr, en, want, glossary.csv, false-friends.csv, references.csv, settings and moved")
	}
	return err
}

func friendsOf(s section) ([]glossary.Friend, error) {
	sheet, err := glossary.ReadSheet(strings.NewReader(s.text), s.name)
	if err != nil {
		return nil, err
	}
	return glossary.FriendsOf(sheet)
}

func referencesOf(s section) ([]reference.Reference, error) {
	sheet, err := glossary.ReadSheet(strings.NewReader(s.text), s.name)
	if err != nil {
		return nil, err
	}
	return reference.Read(sheet)
}

func parseMoved(text string) ([]documents.Pair[int], error) {
	var out []documents.Pair[int]
	for i, l := range lines(text) {
		var m documents.Pair[int]
		if _, err := fmt.Sscanf(l, "%d %d", &m.FR, &m.EN); err != nil || m.FR < 1 || m.EN < 1 {
			return nil, problem("ligne %[1]d\u00a0: «\u00a0%[2]s\u00a0» n’est pas une ligne de fr et une de en, comme dans «\u00a02 5\u00a0»",
				"line %[1]d: %[2]q is not a line of fr and one of en, as in \"2 5\"", i+1, l)
		}
		out = append(out, m)
	}
	return out, nil
}

// lines splits a section into lines without spaces around them.
func lines(text string) []string {
	all := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, l := range all {
		all[i] = strings.Trim(l, " \t")
	}
	return all
}

func (k *Case) settings(text string) error {
	s := &k.Settings
	for i, l := range lines(text) {
		key, value, _ := strings.Cut(l, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "":
		case "source":
			s.Source = documents.Lang(value)
			if s.Source.Other() == "" {
				return problem("ligne %[1]d\u00a0: source vaut fr ou en, non «\u00a0%[2]s\u00a0»", "line %[1]d: source is fr or en, not %[2]q", i+1, value)
			}
		case "link":
			both := strings.Fields(value)
			if len(both) != 2 {
				return problem("ligne %[1]d\u00a0: link veut le début français et le début anglais", "line %[1]d: link takes the French and the English start", i+1)
			}
			s.Links = append(s.Links, documents.Pair[string]{FR: both[0], EN: both[1]})
		case "check":
			k.Checks = append(k.Checks, strings.Fields(strings.ReplaceAll(value, ",", " "))...)
		default:
			return problem("ligne %[1]d\u00a0: réglage inconnu «\u00a0%[2]s\u00a0»\u00a0; il y a source, link et check", "line %[1]d: unknown setting %[2]q; there are source, link and check", i+1, key)
		}
	}
	return nil
}
