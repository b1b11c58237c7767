package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"

	"concord/glossary"
	"concord/glossary/reference"
	"concord/internal/config"
	"concord/internal/workbook"
	"concord/pipeline/check"

	"github.com/urfave/cli/v2"
)

// listFlags name the user's own false friends and reference texts.
func (p *program) listFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "false-friends", Usage: p.of("`FICHIER` de faux amis (répétable, le premier l’emporte)", "`FILE` of false friends (repeatable, the first one wins)")},
		&cli.StringSliceFlag{Name: "references", Usage: p.of("`FICHIER` de textes de référence : titres, définitions (répétable)", "`FILE` of reference texts: titles, definitions (repeatable)")},
		&cli.StringSliceFlag{Name: "built-in", Usage: p.of("`LISTE` du programme à garder : false-friends, references ou none (répétable)", "`LIST` of the program to keep: false-friends, references or none (repeatable)")},
	}
}

// readSheet reads a table of text or a workbook.
func readSheet(ctx context.Context, name string) (*glossary.Sheet, error) {
	data, err := readInput(name)
	if err != nil {
		return nil, err
	}
	return sheetOf(ctx, name, data)
}

func sheetOf(ctx context.Context, name string, data []byte) (*glossary.Sheet, error) {
	if !workbook.Is(data) && !strings.EqualFold(filepath.Ext(name), ".xlsx") {
		return glossary.ReadSheet(bytes.NewReader(data), name)
	}
	table, err := workbook.Read(ctx, name, data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	return glossary.SheetOf(slices.Values(table.Rows), name, hex.EncodeToString(sum[:])), nil
}

// loadLists sets the false friends and reference texts of a run, from flags and
// configuration. Nothing is set where only those of the program are used.
func (p *program) loadLists(c *cli.Context, cfg *config.Config, s *check.Settings) error {
	value := func(flag string, set []string) []string {
		if c.IsSet(flag) {
			return c.StringSlice(flag)
		}
		return set
	}
	built := value("built-in", cfg.BuiltIn)
	for _, name := range built {
		if !slices.Contains(config.BuiltIns, name) {
			return unknownName(name, config.BuiltIns, "--built-in : « %[1]s » n’est pas une liste du programme", "--built-in: %[1]q is not a list of the program")
		}
	}
	keep := func(name string) bool { return built == nil || slices.Contains(built, name) }
	if names := value("false-friends", cfg.FalseFriends); len(names) > 0 || !keep("false-friends") {
		var lists [][]glossary.Friend
		for _, name := range names {
			sheet, err := readSheet(c.Context, name)
			if err != nil {
				return err
			}
			list, err := glossary.FriendsOf(sheet)
			if err != nil {
				return err
			}
			p.warnSheet(c, sheet)
			lists = append(lists, list)
		}
		if keep("false-friends") {
			lists = append(lists, glossary.ShippedFriends())
		}
		s.Friends = glossary.NewFriends(lists...)
	}
	if names := value("references", cfg.References); len(names) > 0 || !keep("references") {
		var lists [][]reference.Reference
		for _, name := range names {
			sheet, err := readSheet(c.Context, name)
			if err != nil {
				return err
			}
			list, err := reference.Read(sheet)
			if err != nil {
				return err
			}
			p.warnSheet(c, sheet)
			lists = append(lists, list)
		}
		if keep("references") {
			lists = append(lists, reference.Shipped())
		}
		s.References = reference.New(lists...)
	}
	return nil
}

func (p *program) warnSheet(c *cli.Context, s *glossary.Sheet) {
	if !c.Bool("quiet") {
		for _, w := range s.Warnings {
			p.warn(w.Message)
		}
	}
}

// A listKind says what a file of the terminologist holds.
type listKind int

const (
	glossaryList listKind = iota
	friendList
	referenceList
)

// kindOf tells a list by its header; what is none of the two is a glossary.
func kindOf(ctx context.Context, name string, data []byte) (listKind, *glossary.Sheet) {
	if bytes.HasPrefix(bytes.TrimLeft(data, "\xef\xbb\xbf \t\r\n"), []byte("<")) {
		return glossaryList, nil
	}
	sheet, err := sheetOf(ctx, name, data)
	switch {
	case err != nil:
		return glossaryList, nil
	case sheet.Names("false_friend", glossary.FriendWords):
		return friendList, sheet
	case sheet.Names("reference", reference.Words) && (sheet.Names("kind", reference.Words) || sheet.Names("items", reference.Words)) && sheet.Names("lang", reference.Words) && !sheet.Names("concept_id", conceptWords):
		return referenceList, sheet
	}
	return glossaryList, sheet
}

// conceptWords name the column that a glossary has and no other list.
var conceptWords = glossary.SheetColumns(map[string]string{"concept_id": "concept id|concept|identifiant du concept|term|terme"})

// lintLists gives the remarks on lists of false friends and reference texts,
// and the names of the files that are glossaries.
func (p *program) lintLists(c *cli.Context, args []string) (glossaries []string, friends []glossary.Friend, remarks []glossary.Remark, err error) {
	var references []reference.Reference
	for _, name := range args {
		data, err := readInput(name)
		if err != nil {
			return nil, nil, nil, err
		}
		kind, sheet := kindOf(c.Context, name, data)
		switch kind {
		case friendList:
			list, err := glossary.FriendsOf(sheet)
			if err != nil {
				return nil, nil, nil, err
			}
			p.warnSheet(c, sheet)
			friends = append(friends, list...)
		case referenceList:
			list, err := reference.Read(sheet)
			if err != nil {
				return nil, nil, nil, err
			}
			p.warnSheet(c, sheet)
			references = append(references, list...)
		default:
			glossaries = append(glossaries, name)
		}
	}
	return glossaries, friends, reference.Lint(references), nil
}
