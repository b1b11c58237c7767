package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// An affixFile is what concord needs of a Hunspell .aff file (hunspell(5)):
// prefixes and suffixes with their conditions, and the kind of its flags.
type affixFile struct {
	long   bool // flags of two letters
	rules  map[string][]rule
	cross  map[string]bool // affixes that combine with those of the other end
	prefix map[string]bool
}

// A rule takes strip off an end of a word and puts add there.
type rule struct {
	strip, add string
	fits       *regexp.Regexp
	pos        []string // values of po:
}

func readAffixes(r io.Reader) (*affixFile, error) {
	f := &affixFile{rules: map[string][]rule{}, cross: map[string]bool{}, prefix: map[string]bool{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		field := strings.Fields(strings.TrimPrefix(lines.Text(), "\ufeff"))
		switch {
		case len(field) == 2 && field[0] == "FLAG":
			f.long = field[1] == "long"
		case len(field) == 4 && (field[0] == "SFX" || field[0] == "PFX"):
			f.cross[field[1]], f.prefix[field[1]] = field[2] == "Y", field[0] == "PFX"
		case len(field) >= 5 && (field[0] == "SFX" || field[0] == "PFX"):
			add, _, _ := strings.Cut(field[3], "/")
			cond := field[4]
			if field[0] == "PFX" {
				cond = "^(?:" + cond + ")"
			} else {
				cond = "(?:" + cond + ")$"
			}
			fits, err := regexp.Compile(cond)
			if err != nil {
				return nil, fmt.Errorf("condition %s: %w", field[4], err)
			}
			x := rule{strip: noZero(field[2]), add: noZero(add), fits: fits}
			for _, m := range field[5:] {
				if po, ok := strings.CutPrefix(m, "po:"); ok {
					x.pos = append(x.pos, po)
				}
			}
			f.rules[field[1]] = append(f.rules[field[1]], x)
		}
	}
	return f, lines.Err()
}

func noZero(s string) string {
	if s == "0" {
		return ""
	}
	return s
}

// flags takes the flags of an entry apart.
func (f *affixFile) flags(s string) []string {
	var out []string
	letters := []rune(s)
	step := 1
	if f.long {
		step = 2
	}
	for i := 0; i+step <= len(letters); i += step {
		out = append(out, string(letters[i:i+step]))
	}
	return out
}

// An entry is a line of a .dic file.
type entry struct {
	word  string
	flags []string
	pos   []string // values of po:
	stem  string   // value of st:, the headword of an irregular form
}

func (f *affixFile) readWords(r io.Reader) ([]entry, error) {
	var out []entry
	lines := bufio.NewScanner(r)
	for n := 0; lines.Scan(); n++ {
		field := strings.Fields(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if n == 0 || len(field) == 0 {
			continue // the first line is the number of words
		}
		word, flags, _ := strings.Cut(field[0], "/")
		e := entry{word: word, flags: f.flags(flags)}
		for _, m := range field[1:] {
			if po, ok := strings.CutPrefix(m, "po:"); ok {
				e.pos = append(e.pos, po)
			} else if st, ok := strings.CutPrefix(m, "st:"); ok {
				e.stem = st
			}
		}
		out = append(out, e)
	}
	return out, lines.Err()
}

// suffixed gives what the rules of one suffix make of a word.
func (f *affixFile) suffixed(word, flag string) []formOf {
	var out []formOf
	for _, r := range f.rules[flag] {
		if stem, ok := strings.CutSuffix(word, r.strip); ok && r.fits.MatchString(word) {
			out = append(out, formOf{stem + r.add, r.pos})
		}
	}
	return out
}

type formOf struct {
	text string
	pos  []string
}

// prefixed gives what the rules of one prefix make of a word.
func (f *affixFile) prefixed(word, flag string) []string {
	var out []string
	for _, r := range f.rules[flag] {
		if rest, ok := strings.CutPrefix(word, r.strip); ok && r.fits.MatchString(word) {
			out = append(out, r.add+rest)
		}
	}
	return out
}

func (e entry) has(flags ...string) bool {
	return slices.ContainsFunc(flags, func(f string) bool { return slices.Contains(e.flags, f) })
}
