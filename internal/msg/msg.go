// Package msg speaks to people in French and in English. A Printer holds one
// language; T gives the message with an ID, with its plural right for that
// language. The messages are in catalogue/AREA.LANG.yaml, one file for each
// area of the program and language; a test holds the two languages to the same
// IDs and placeholders. It is the only home of go-i18n.
//
// Only the catalogue of the language in use is read, on first use.
package msg

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"concord/documents"
	"concord/internal/strictyaml"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed catalogue/*.yaml
var catalogues embed.FS

// A Printer gives messages in one language. The zero Printer speaks English.
type Printer struct{ Lang documents.Lang }

// T returns the message with an ID. data are pairs of a placeholder's name and
// its value: T("render.segments", "Count", 3). Count, an int, chooses the
// plural form. Whole numbers are written with the language's spaces or commas.
// An unknown ID, or a message that lacks data, is a mistake in the program: the
// ID itself is returned, so that the user still sees something, and the tests
// find it.
func (p Printer) T(id string, data ...any) string {
	c := p.lang()
	config := i18n.LocalizeConfig{MessageID: id}
	if len(data) > 0 {
		values := make(map[string]any, len(data)/2)
		for i := 0; i+1 < len(data); i += 2 {
			name, _ := data[i].(string)
			value := data[i+1]
			if n, ok := value.(int); ok {
				if name == "Count" {
					config.PluralCount = n
				}
				value = p.Number(n)
			}
			values[name] = value
		}
		config.TemplateData = values
	}
	// Localize returns a text with its error when only a rare plural form is
	// missing (French has one for whole millions); "other" is right then.
	text, _ := localizer(c).Localize(&config)
	if text == "" {
		return id
	}
	return text
}

// Number writes a whole number with the language's grouping: 12 345 with
// no-break spaces in French, 12,345 in English.
func (p Printer) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	group := ","
	if p.lang() == documents.FR {
		group = "\u00a0"
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Decimal writes a number with the language's decimal mark and as many digits
// after it as asked.
func (p Printer) Decimal(x float64, digits int) string {
	s := strconv.FormatFloat(x, 'f', digits, 64)
	if p.lang() == documents.FR {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Of returns the side of a message that is in the printer's language.
func (p Printer) Of(text documents.Pair[string]) string { return text.Of(p.lang()) }

// Colon is what stands between a label and its value: French puts a no-break
// space before the mark.
func (p Printer) Colon() string {
	if p.lang() == documents.FR {
		return "\u00a0: "
	}
	return ": "
}

// Quote puts a text between the language's quotation marks.
func (p Printer) Quote(s string) string {
	if p.lang() == documents.FR {
		return "«\u00a0" + s + "\u00a0»"
	}
	return "“" + s + "”"
}

func (p Printer) lang() documents.Lang {
	if p.Lang == documents.FR {
		return documents.FR
	}
	return documents.EN
}

// Choose returns the language of messages: that of the flag if it is not
// empty, else of the first of CONCORD_LANG, LC_ALL, LC_MESSAGES and LANG that
// is set to a language, else English. A locale such as fr_CA.UTF-8 stands for
// its language; C and POSIX say nothing, and a third language gives English.
// The flag must be fr or en, which the command line has checked.
func Choose(flag string, env func(string) string) documents.Lang {
	if flag != "" {
		return locale(flag)
	}
	for _, name := range []string{"CONCORD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			return locale(v)
		}
	}
	return documents.EN
}

func locale(v string) documents.Lang {
	v = strings.ToLower(v)
	if i := strings.IndexAny(v, "_-.@"); i >= 0 {
		v = v[:i]
	}
	if v == "fr" || v == "french" || v == "français" || v == "francais" {
		return documents.FR
	}
	return documents.EN
}

var loaded documents.Pair[struct {
	once sync.Once
	l    *i18n.Localizer
}]

func localizer(l documents.Lang) *i18n.Localizer {
	side := loaded.Side(l)
	side.once.Do(func() {
		var err error
		if side.l, err = build(l); err != nil {
			panic("msg: " + err.Error()) // an embedded file is broken; the tests read them all
		}
	})
	return side.l
}

func build(l documents.Lang) (*i18n.Localizer, error) {
	tag := language.Make(string(l))
	bundle := i18n.NewBundle(tag)
	messages, err := catalogue(catalogues, l)
	if err != nil {
		return nil, err
	}
	if err := bundle.AddMessages(tag, messages...); err != nil {
		return nil, err
	}
	return i18n.NewLocalizer(bundle, string(l)), nil
}

// catalogue reads the messages of one language from all areas.
func catalogue(files fs.FS, l documents.Lang) ([]*i18n.Message, error) {
	names, err := fs.Glob(files, "catalogue/*."+string(l)+".yaml")
	if err != nil {
		return nil, err
	}
	var all []*i18n.Message
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		root, err := strictyaml.Parse(name, "catalogue", data)
		if err != nil {
			return nil, err
		}
		members, err := root.Members()
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			message, err := readMessage(m)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", m.Key, err)
			}
			all = append(all, message)
		}
	}
	return all, nil
}

// readMessage reads "id: text", or "id: {one: text, other: text}".
func readMessage(m strictyaml.Member) (*i18n.Message, error) {
	message := &i18n.Message{ID: m.Key}
	if text, err := m.Value.Text(); err == nil {
		message.Other = text
		return message, nil
	}
	forms, err := m.Value.Members("one", "other")
	if err != nil {
		return nil, err
	}
	for _, f := range forms {
		text, err := f.Value.Text()
		if err != nil {
			return nil, err
		}
		if f.Key == "one" {
			message.One = text
		} else {
			message.Other = text
		}
	}
	return message, nil
}
