// Command formtable makes the tables of word forms of glossary/forms from
// Hunspell dictionaries. It runs when the dictionaries change, not when concord
// is built:
//
//	go generate ./glossary/forms
//
// Each dictionary is given as its path without .aff and .dic. The same
// dictionaries give the same bytes. Those of the shipped tables:
//
//	fr     Dicollecte 7.0, all variants (Debian hunspell-fr-comprehensive
//	       1:7.0-1), MPL 2.0
//	en_CA  SCOWL 2020.12.07 (Debian hunspell-en-ca 1:2020.12.07-2), permissive
//	en_US  SCOWL 2020.12.07 (Debian hunspell-en-us 1:2020.12.07-2), permissive
//	en_GB  SCOWL 2020.12.07, -ise (npm dictionary-en-gb 3.0.0), permissive
//
// Debian's hunspell-en-gb is another list, under the LGPL alone, and must not
// be used (docs/adr).
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	fr := flag.String("fr", "", "the French dictionary")
	en := flag.String("en", "", "the English dictionaries, commas between")
	out := flag.String("out", ".", "the folder to write fr.forms and en.forms to")
	flag.Parse()
	if err := run(*fr, strings.Split(*en, ","), *out); err != nil {
		fmt.Fprintln(os.Stderr, "formtable:", err)
		os.Exit(1)
	}
}

func run(fr string, en []string, out string) error {
	affixes, words, err := read(fr)
	if err != nil {
		return err
	}
	french := lexicon{}
	french.french(affixes, words)
	english := lexicon{}
	var all []entry
	for _, name := range en {
		affixes, words, err := read(name)
		if err != nil {
			return err
		}
		english.english(affixes, words)
		all = append(all, words...)
	}
	english.listed(all)
	english.irregular()
	for _, t := range []struct {
		name  string
		words lexicon
	}{{"fr.forms", french}, {"en.forms", english}} {
		packed, err := t.words.pack()
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		if err := os.WriteFile(filepath.Join(out, t.name), packed, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %d forms of lemmas, %d bytes\n", t.name, len(t.words), len(packed))
	}
	return nil
}

func read(name string) (*affixFile, []entry, error) {
	a, err := os.Open(name + ".aff")
	if err != nil {
		return nil, nil, err
	}
	defer a.Close()
	affixes, err := readAffixes(a)
	if err != nil {
		return nil, nil, fmt.Errorf("%s.aff: %w", name, err)
	}
	d, err := os.Open(name + ".dic")
	if err != nil {
		return nil, nil, err
	}
	defer d.Close()
	words, err := affixes.readWords(d)
	if err != nil {
		return nil, nil, fmt.Errorf("%s.dic: %w", name, err)
	}
	return affixes, words, nil
}
