package glossary

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"concord/documents"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Limits of a TBX file. Real ones nest about ten elements.
const (
	maxDepth  = 64
	maxShown  = 12      // data categories or languages named in one warning
	maxTBXTag = 1 << 10 // bytes of an element's name or of an identifier
	maxTerms  = 1_000   // of a concept in one language
)

// ReadTBX reads a terminology file in TBX: ISO 30042:2019 (tbx, conceptEntry,
// langSec, termSec) in the styles DCA and DCT, and ISO 30042:2008 (martif,
// termEntry, langSet, tig or ntig), which IATE and most tools still write; also
// TBX-Min as it was before 2019, and the XML of MultiTerm. Of each entry the
// French and English terms are kept with what a Term has room for; other data
// categories and languages are counted in a warning (glossary-left-out), and so
// are values that have no equal here (glossary-narrowed). What WriteTBX wrote
// comes back as it was.
//
// A file in which no French or English term is found is a *documents.Problem,
// as is XML that is not well formed, nests too deep or defines entities. No DTD
// or schema is ever fetched. UTF-8, UTF-16, ISO 8859-1 and -15, Windows-1252
// and Mac Roman are understood.
func ReadTBX(r io.Reader, path string) (*Glossary, error) {
	raw, g, err := begin(r, path)
	if err != nil {
		return nil, err
	}
	return readTBX(raw, g)
}

func readTBX(raw []byte, g *Glossary) (*Glossary, error) {
	raw, err := decodeTBX(raw, g)
	if err != nil {
		return nil, err
	}
	if s := newXMLScanner(raw); s != nil {
		plain := *g
		if out, err := readTokens(s, raw, &plain); !s.unusual {
			return out, err
		}
	}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.CharsetReader = charsetReader
	return readTokens(&decodedXML{dec: dec}, raw, g)
}

func readTokens(dec xmlTokens, raw []byte, g *Glossary) (*Glossary, error) {
	t := &tbxReader{glossary: g, ids: map[string]bool{}, left: map[string]int{}, languages: map[string]int{}, narrowed: map[string]int{}, tags: map[documents.Lang]map[string]bool{}, fields: map[string]string{}}
	t.own = bytes.Contains(raw[:min(len(raw), 1024)], []byte(ownHeader))
	t.dec = dec
	if err := t.file(); err != nil {
		return nil, err
	}
	if len(g.Concepts) == 0 {
		return nil, t.nothing()
	}
	t.places()
	t.tell()
	g.oneSided()
	return g, nil
}

// A tbxReader reads one file.
type tbxReader struct {
	glossary *Glossary
	dec      xmlTokens
	tok      xmlToken
	tokens   tokeniser
	texts    keptTexts
	joined   []byte      // room for the text of an element
	attrs    []attribute // of the leaf that is read
	entryNow tbxEntry
	termNow  Term // the open term
	terms    termRoom
	lowered  map[string]string
	open     []string // local names of the open elements
	ids      map[string]bool
	entries  int
	own      bool // the file was written by WriteTBX
	// min and multiterm mark TBX-Min before 2019 and MultiTerm's XML.
	min, multiterm bool
	tags           map[documents.Lang]map[string]bool // of the languages that are kept
	regions        []region
	fields         map[string]string // data categories of the types that came by
	// left counts what was left out: data categories, and values of them.
	left      map[string]int
	languages map[string]int // other than French and English
	narrowed  map[string]int // values that were read as the nearest that there is
	renamed   int            // entries whose identifier another one has
	// firstRenamed is the first of them.
	firstRenamed string
	skipped      int // terms left out
	firstSkip    string
}

// next reads the next start or end of an element or text into t.tok, noToken
// at the end of the file, and checks that elements close in order.
func (t *tbxReader) next() (tokenKind, error) {
	for {
		if err := t.dec.read(&t.tok); err != nil {
			if errors.Is(err, io.EOF) && len(t.open) == 0 {
				return noToken, nil
			}
			return noToken, t.broken(err)
		}
		switch tok := &t.tok; tok.kind {
		case startToken:
			if len(t.open) == maxDepth || len(tok.name) > maxTBXTag {
				return noToken, t.problem("glossary-xml", "trop d’éléments imbriqués", "elements are nested too deep")
			}
			t.open = append(t.open, tok.name)
			return startToken, nil
		case endToken:
			if n := len(t.open); n == 0 || t.open[n-1] != tok.name {
				return noToken, t.broken(fmt.Errorf("</%.40s>", tok.name))
			}
			t.open = t.open[:len(t.open)-1]
			return endToken, nil
		case textToken:
			return textToken, nil
		case directiveToken:
			if d := bytes.ToUpper(tok.text); bytes.Contains(d, []byte("<!ENTITY")) || bytes.Contains(d, []byte("<!ATTLIST")) {
				return noToken, t.problem("glossary-xml", "le fichier définit des entités XML, qui ne sont pas admises\u00a0; retirez-les",
					"the file defines XML entities, which are not allowed; remove them")
			}
		}
	}
}

// file reads the whole file.
func (t *tbxReader) file() error {
	for {
		kind, err := t.next()
		if err != nil || kind == noToken {
			return err
		}
		if kind != startToken {
			continue
		}
		switch {
		case len(t.open) == 1:
			if err := t.root(&t.tok); err != nil {
				return err
			}
		case t.level(t.tok.name) == entryLevel:
			if t.entries++; t.entries > maxRows {
				return t.problem("glossary-file", "plus de %[1]d fiches\u00a0; scindez le glossaire", "more than %[1]d entries; split the glossary", maxRows)
			}
			if err := t.entry(); err != nil {
				return err
			}
		}
	}
}

// text returns the text of the element that was just opened, up to its end,
// with that of the elements in it.
func (t *tbxReader) text() (string, error) {
	depth := len(t.open)
	text, several := t.joined[:0], false
	for {
		kind, err := t.next()
		if err != nil {
			return "", err
		}
		switch kind {
		case noToken:
			return "", t.broken(io.ErrUnexpectedEOF)
		case textToken:
			several = several || len(text) > 0
			text = append(text, t.tok.text...)
			t.joined = text
			if several && len(text) > maxBytes {
				return "", t.problem("glossary-xml", "texte trop long", "a text is too long")
			}
		case endToken:
			if len(t.open) < depth {
				return composed(t.texts.of(bytes.TrimSpace(text))), nil
			}
		}
	}
}

func (t *tbxReader) line() int {
	return t.dec.inputLine()
}

// problem puts the file and the line before a message.
func (t *tbxReader) problem(code, fr, en string, args ...any) *documents.Problem {
	p := documents.Problemf(documents.Misuse, code, fr, en, args...)
	p.Message.FR = fmt.Sprintf("glossaire %s, ligne %d\u00a0: ", t.glossary.Path, t.line()) + p.Message.FR
	p.Message.EN = fmt.Sprintf("glossary %s, line %d: ", t.glossary.Path, t.line()) + p.Message.EN
	return p
}

func (t *tbxReader) broken(err error) error {
	var encoding unknownEncoding
	if errors.As(err, &encoding) {
		return t.problem("glossary-file", "l’encodage déclaré, «\u00a0%[1]s\u00a0», n’est pas connu ici\u00a0; enregistrez le fichier en UTF-8",
			"the encoding that the file declares, %[1]q, is not known here; save the file as UTF-8", string(encoding))
	}
	cause := err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		cause = syntax.Msg
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || cause == io.ErrUnexpectedEOF.Error() {
		return t.problem("glossary-xml", "le fichier s’arrête avant la fin du XML\u00a0; exportez-le ou copiez-le de nouveau",
			"the file stops before the end of its XML; export or copy it again")
	}
	return t.problem("glossary-xml", "le XML n’est pas bien formé\u00a0; exportez le fichier de nouveau (%[1]s)",
		"the XML is not well formed; export the file again (%[1]s)", short(cause))
}

// nothing says why a file gave no concept: silence would read as an empty
// glossary that finds no fault.
func (t *tbxReader) nothing() error {
	path := t.glossary.Path
	switch {
	case t.entries == 0:
		return documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %s\u00a0: aucune fiche (conceptEntry ou termEntry)\u00a0; vérifiez que l’exportation est complète",
			"glossary %s: holds no entry (conceptEntry or termEntry); check that the export is complete", path)
	case len(t.languages) > 0:
		return documents.Problemf(documents.Misuse, "glossary-file",
			"glossaire %[1]s\u00a0: aucun terme français ou anglais dans ses %[2]d fiches (langues\u00a0: %[3]s)\u00a0; exportez le français et l’anglais",
			"glossary %[1]s: no French or English term in its %[2]d entries (languages: %[3]s); export French and English",
			path, t.entries, counted(t.languages))
	}
	return documents.Problemf(documents.Misuse, "glossary-file",
		"glossaire %[1]s\u00a0: aucun terme dans ses %[2]d fiches\u00a0; vérifiez les attributs xml:lang et les éléments term",
		"glossary %[1]s: no term in its %[2]d entries; check the xml:lang attributes and the term elements", path, t.entries)
}

// tell puts what was left out into warnings.
func (t *tbxReader) tell() {
	t.glossary.leftOut(t.left, t.languages, t.skipped, t.firstSkip)
	t.glossary.narrowed(t.narrowed)
	if t.renamed > 0 {
		t.glossary.warn("glossary-identifiers", "glossaire %[1]s\u00a0: identifiants qu’une autre fiche porte déjà, changés\u00a0: %[2]d, dont %[3]s",
			"glossary %[1]s: identifiers that another entry has, changed: %[2]d, such as %[3]s", t.glossary.Path, t.renamed, t.firstRenamed)
	}
}

// leftOut warns of what a file of another program holds and a Glossary does
// not: data categories or columns, languages, and cells that are no terms.
func (g *Glossary) leftOut(left, languages map[string]int, skipped int, first string) {
	if len(left) > 0 {
		g.warn("glossary-left-out", "glossaire %s\u00a0: laissé de côté, faute de colonne pour le garder\u00a0: %s",
			"glossary %s: left out, since there is no column to keep it: %s", g.Path, counted(left))
	}
	if len(languages) > 0 {
		g.warn("glossary-languages", "glossaire %s\u00a0: termes d’autres langues laissés de côté\u00a0: %s",
			"glossary %s: terms of other languages left out: %s", g.Path, counted(languages))
	}
	if skipped > 0 {
		g.warn("glossary-skipped", "glossaire %[1]s\u00a0: termes écartés (répétés dans leur fiche, sans mot ou longs comme une phrase)\u00a0: %[2]d, dont %[3]s",
			"glossary %[1]s: terms left out (repeated in their entry, without a word, or as long as a sentence): %[2]d, such as %[3]s", g.Path, skipped, first)
	}
}

// narrowed warns of values that have no equal in a Glossary and were read as the
// nearest.
func (g *Glossary) narrowed(values map[string]int) {
	if len(values) > 0 {
		g.warn("glossary-narrowed", "glossaire %s\u00a0: valeurs sans équivalent exact, lues comme la plus proche\u00a0: %s",
			"glossary %s: values without an exact equal, read as the nearest: %s", g.Path, counted(values))
	}
}

// counted lists names with their counts in alphabetical order.
func counted(m map[string]int) string {
	var parts []string
	names := slices.Sorted(maps.Keys(m))
	for i, name := range names {
		if i == maxShown {
			parts = append(parts, fmt.Sprintf("… (%d)", len(names)-i))
			break
		}
		parts = append(parts, fmt.Sprintf("%s (%d)", short(name), m[name]))
	}
	return strings.Join(parts, ", ")
}

// short makes a name from a file fit for a message.
func short(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '\ufffd'
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// decodeTBX turns UTF-16 into UTF-8, by its byte order mark or by how its first
// sign is written.
func decodeTBX(raw []byte, g *Glossary) ([]byte, error) {
	wide := utf16Of(raw)
	if wide == nil {
		return bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), nil
	}
	out, err := wide.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, damagedUTF16(g.Path).Because(err)
	}
	return out, nil
}

func damagedUTF16(path string) *documents.Problem {
	return documents.Problemf(documents.Misuse, "glossary-file",
		"glossaire %s\u00a0: le texte UTF-16 est abîmé\u00a0; enregistrez le fichier en UTF-8",
		"glossary %s: the UTF-16 text is damaged; save the file as UTF-8", path)
}

// utf16Of is the UTF-16 encoding that a file begins in, nil for another.
func utf16Of(raw []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(raw, []byte{'<', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(raw, []byte{0, '<'}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// charsetReader decodes the declared encoding; UTF-16 is decoded already.
func charsetReader(label string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-8", "utf8", "us-ascii", "utf-16", "utf-16le", "utf-16be", "ucs-2":
		return r, nil
	case "iso-8859-1", "latin1", "latin-1", "iso_8859-1", "windows-1252", "cp1252":
		return charmap.Windows1252.NewDecoder().Reader(r), nil
	case "iso-8859-15":
		return charmap.ISO8859_15.NewDecoder().Reader(r), nil
	case "macintosh", "x-mac-roman":
		return charmap.Macintosh.NewDecoder().Reader(r), nil
	}
	return nil, unknownEncoding(short(label))
}

// An unknownEncoding is the name of an encoding that a file declares.
type unknownEncoding string

func (e unknownEncoding) Error() string { return "encoding " + string(e) }
