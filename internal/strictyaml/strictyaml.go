// Package strictyaml reads YAML files that people write by hand, and says what
// is wrong with them by file, line and key in both languages. Call Parse, then
// walk the Value with Members, List and Text; each refuses what it does not
// expect and names the nearest known key. It is the only home of the YAML
// library.
//
// Aliases and anchors are refused: no file of ours needs them, and they are
// how a small file becomes a large one.
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"concord/documents"
	"concord/internal/nearest"
	"concord/internal/printable"

	"go.yaml.in/yaml/v3"
)

// MaxSize is the largest file read, in bytes: a thousand times the size of a
// long config, and small enough to parse at once.
const MaxSize = 8 << 20

// maxDepth bounds nesting; our files need five levels.
const maxDepth = 64

// A Value is one value of a file, with its place.
type Value struct {
	file *source
	node *yaml.Node
	key  string // as a person would name it: "limits.time"; "" at the top
}

// A source is the file a value comes from.
type source struct {
	name string
	code string // prefix of problem codes
}

// A Member is one key of a map with its value.
type Member struct {
	Key   string
	Line  int
	Value Value
}

// Parse reads one YAML document. Name is the file's name for messages; code is
// the prefix of problem codes, such as "config" for config-unknown-key. An
// empty file gives an empty map. Every error is a *documents.Problem.
func Parse(name, code string, data []byte) (Value, error) {
	src := &source{name: name, code: code}
	if len(data) > MaxSize {
		return Value{}, src.problem(0, "too-large",
			"le fichier dépasse %[1]d Mio", "the file is larger than %[1]d MiB", MaxSize>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		line := 1 + bytes.Count(data[:firstInvalid(data)], []byte("\n"))
		return Value{}, src.problem(line, "not-utf8",
			"le texte n’est pas en UTF-8 ; enregistrez le fichier en UTF-8", "the text is not UTF-8; save the file as UTF-8")
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return Value{file: src, node: &yaml.Node{Kind: yaml.MappingNode, Line: 1}}, nil
	case err != nil:
		return Value{}, src.syntax(err)
	}
	var next yaml.Node
	switch err := dec.Decode(&next); {
	case err == nil:
		return Value{}, src.problem(next.Line, "several-documents",
			"le fichier contient un second document YAML (après « --- ») ; n’en gardez qu’un",
			"the file holds a second YAML document (after ---); keep only one")
	case !errors.Is(err, io.EOF):
		return Value{}, src.syntax(err)
	}
	root := doc.Content[0]
	if err := src.plain(root, 0); err != nil {
		return Value{}, err
	}
	if root.Kind == yaml.ScalarNode && root.ShortTag() == "!!null" {
		root = &yaml.Node{Kind: yaml.MappingNode, Line: 1}
	}
	return Value{file: src, node: root}, nil
}

// plain refuses anchors, aliases, custom tags and deep nesting.
func (s *source) plain(n *yaml.Node, depth int) error {
	switch {
	case depth > maxDepth:
		return s.problem(n.Line, "too-deep", "trop de niveaux imbriqués", "too deeply nested")
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return s.problem(n.Line, "alias",
			"les ancres et alias YAML (&, *) ne sont pas admis ; écrivez la valeur en toutes lettres",
			"YAML anchors and aliases (&, *) are not allowed; write the value out")
	}
	for _, c := range n.Content {
		if err := s.plain(c, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// Line is the 1-based line on which the value starts.
func (v Value) Line() int { return v.node.Line }

// Key names the value as a person would: "limits.time", "jobs[2].fr".
func (v Value) Key() string { return v.key }

// Null reports whether nothing is written for the value.
func (v Value) Null() bool {
	return v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!null"
}

// Members returns the keys of a map in the order of the file. A key that is
// not among the known ones, or that comes twice, is a problem; with no known
// keys given, all are allowed. A null value is an empty map.
func (v Value) Members(known ...string) ([]Member, error) {
	if v.Null() {
		return nil, nil
	}
	if v.node.Kind != yaml.MappingNode {
		return nil, v.wrong("un ensemble de clés (clé: valeur)", "a set of keys (key: value)")
	}
	seen := map[string]int{}
	var members []Member
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		k, val := v.node.Content[i], v.node.Content[i+1]
		if k.Kind != yaml.ScalarNode {
			return nil, v.file.problem(k.Line, "type", "une clé doit être un mot", "a key must be a word")
		}
		if first, ok := seen[k.Value]; ok {
			return nil, v.file.problem(k.Line, "repeated-key",
				"la clé « %[1]s » est déjà à la ligne %[2]d ; gardez-en une seule",
				"key %[3]q is already on line %[2]d; keep one of them", printable.Line(k.Value), first, k.Value)
		}
		seen[k.Value] = k.Line
		if len(known) > 0 && !slices.Contains(known, k.Value) {
			return nil, v.unknownKey(k, known)
		}
		name := k.Value
		if v.key != "" {
			name = v.key + "." + name
		}
		members = append(members, Member{Key: k.Value, Line: k.Line, Value: Value{v.file, val, name}})
	}
	return members, nil
}

func (v Value) unknownKey(k *yaml.Node, known []string) error {
	fr, en := "clé inconnue « %[1]s »", "unknown key %[2]q"
	if v.key != "" {
		fr, en = fr+" dans « %[3]s »", en+" in %[3]q"
	}
	near, ok := nearest.Word(k.Value, known)
	if ok {
		fr, en = fr+" ; vouliez-vous dire « %[4]s » ?", en+"; did you mean %[4]q?"
	} else {
		near = strings.Join(known, ", ")
		fr, en = fr+" ; clés connues : %[4]s", en+"; known keys: %[4]s"
	}
	return v.file.problem(k.Line, "unknown-key", fr, en, printable.Line(k.Value), k.Value, v.key, near)
}

// List returns the items of a list. A null value is an empty list.
func (v Value) List() ([]Value, error) {
	if v.Null() {
		return nil, nil
	}
	if v.node.Kind != yaml.SequenceNode {
		return nil, v.wrong("une liste (une ligne « - … » par élément)", "a list (one line “- …” per item)")
	}
	items := make([]Value, len(v.node.Content))
	for i, n := range v.node.Content {
		items[i] = Value{v.file, n, fmt.Sprintf("%s[%d]", v.key, i+1)}
	}
	return items, nil
}

// Text returns a scalar as it was written, without quotes.
func (v Value) Text() (string, error) {
	if v.node.Kind != yaml.ScalarNode || v.Null() {
		return "", v.wrong("un texte", "a text")
	}
	return v.node.Value, nil
}

// Texts returns a list of scalars; a single scalar is a list of one.
func (v Value) Texts() ([]string, error) {
	if v.node.Kind == yaml.ScalarNode && !v.Null() {
		return []string{v.node.Value}, nil
	}
	items, err := v.List()
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(items))
	for i, it := range items {
		if texts[i], err = it.Text(); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// Problemf makes a Problem at the value's line: the file, the line and the key
// are put before the message. The arguments are as for documents.Problemf.
func (v Value) Problemf(code, fr, en string, args ...any) *documents.Problem {
	if v.key != "" {
		key := strings.ReplaceAll(printable.Line(v.key), "%", "%%")
		fr, en = key+" : "+fr, key+": "+en
	}
	return v.file.problem(v.node.Line, code, fr, en, args...)
}

func (v Value) wrong(fr, en string) error {
	got := documents.Pair[string]{FR: "une valeur seule", EN: "a single value"}
	switch {
	case v.Null():
		got = documents.Pair[string]{FR: "rien", EN: "nothing"}
	case v.node.Kind == yaml.SequenceNode:
		got = documents.Pair[string]{FR: "une liste", EN: "a list"}
	case v.node.Kind == yaml.MappingNode:
		got = documents.Pair[string]{FR: "un ensemble de clés", EN: "a set of keys"}
	}
	return v.Problemf("type", "il faut ici %[1]s, et non %[2]s", "this must be %[3]s, not %[4]s", fr, got.FR, en, got.EN)
}

// problem puts the file and the line before a message.
func (s *source) problem(line int, code, fr, en string, args ...any) *documents.Problem {
	name := strings.ReplaceAll(printable.Line(s.name), "%", "%%")
	frAt, enAt := name, name
	if line > 0 {
		frAt, enAt = fmt.Sprintf("%s, ligne %d", name, line), fmt.Sprintf("%s, line %d", name, line)
	}
	return documents.Problemf(documents.Misuse, s.code+"-"+code, frAt+" : "+fr, enAt+": "+en, args...)
}

var yamlLine = regexp.MustCompile(`line (\d+):? ?`)

// syntaxHints say in both languages what the library's commonest messages mean.
var syntaxHints = []struct{ contains, fr, en string }{
	{"mapping values are not allowed", "un « : » de trop ; mettez la valeur entre guillemets, ou vérifiez le retrait",
		"a colon too many; put the value in quotes, or check the indentation"},
	{"cannot start any token", "un caractère qui ne peut pas commencer une valeur (tabulation, @, `) ; mettez des espaces ou des guillemets",
		"a character that cannot start a value (tab, @, `); use spaces or quotes"},
	{"did not find expected", "le retrait ou la ponctuation ne correspond pas aux lignes voisines",
		"the indentation or punctuation does not fit the lines around it"},
	{"could not find expected ':'", "il manque un « : » après une clé", "a colon is missing after a key"},
	{"unexpected end of stream", "un guillemet ou un crochet n’est pas refermé", "a quote or bracket is not closed"},
	{"already defined", "une clé est écrite deux fois", "a key is written twice"},
}

func (s *source) syntax(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1 // the library leaves out the first line's number
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	fr, en := "le YAML n’est pas bien formé", "the YAML is not well formed"
	for _, h := range syntaxHints {
		if strings.Contains(text, h.contains) {
			return s.problem(line, "syntax", "%[1]s", "%[2]s", h.fr, h.en)
		}
	}
	return s.problem(line, "syntax", "%[1]s", "%[2]s", fr, en).Because(errors.New(yamlLine.ReplaceAllString(text, "")))
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}
