package pdfnative

import (
	"bytes"
	"slices"

	"concord/documents"
	"concord/documents/extract"
)

// The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8) says which
// marked content is which paragraph, heading, item or cell, in reading order.
//
// A report of 70 pages has 10,000 elements. They are read from the bytes of the
// file's plain table by a parser for the few kinds of objects that they use.

// maxStructure and maxStructureDepth bound a tree: the elements visited, and
// the depth of their nesting.
const (
	maxStructure      = 200_000
	maxStructureDepth = 200
)

// structure reads the tags of the pages, by index from 0 and marked-content
// id; nil for a file without a usable tree.
func (f *file) structure() []map[int]extract.Tag {
	tags, _ := try(func() []map[int]extract.Tag {
		mark := f.root.Key("MarkInfo")
		if f.encrypted || !mark.Key("Marked").Bool() || mark.Key("Suspects").Bool() {
			return nil
		}
		refs, _ := refs(f.root)
		id, ok := reference([]byte(refs["StructTreeRoot"]))
		if !ok {
			return nil
		}
		t := f.plain()
		if t == nil {
			return nil
		}
		s := structure{table: t, pages: map[objectID]int{}, roles: map[string]string{}, seen: map[objectID]bool{}}
		s.tags = make([]map[int]extract.Tag, len(f.pages))
		for i, p := range f.pages {
			if ref, ok := reference([]byte(p.ref)); ok {
				s.pages[ref] = i
			}
		}
		root := s.object(id)
		roles := s.resolve(root.entry("RoleMap"))
		for i := 0; i+1 < len(roles.list) && roles.kind == kDict; i += 2 {
			s.roles[roles.list[i].name] = roles.list[i+1].name
		}
		s.kids(root.entry("K"), place{page: -1}, 0)
		return s.tags
	})
	return tags
}

// A structure is a tree on its way to tags.
type structure struct {
	table *table
	pages map[objectID]int // index by object
	roles map[string]string
	seen  map[objectID]bool
	tags  []map[int]extract.Tag
	// elements counts the blocks met, visited all elements.
	elements, visited int
	scratch           []byte
	parser            objectParser
}

// A place is where in the tree an element stands.
type place struct {
	page int
	tag  extract.Tag
	// list is the depth of lists; item is set until an item's first text has
	// been met, which is the item itself.
	list int
	item *int
	// rows counts the rows of the table, and cols the cells of the row.
	rows, cols *int
}

// kids visits the entry K of an element: an element, a marked-content id, a
// reference to either, or an array of them.
func (s *structure) kids(k object, at place, depth int) {
	if depth > maxStructureDepth || s.visited > maxStructure {
		return
	}
	switch k.kind {
	case kNumber:
		s.mark(int(k.num), at)
	case kArray:
		for i := range k.list {
			s.kids(k.list[i], at, depth+1)
		}
	case kKeyword: // a reference
		if !s.seen[k.ref] {
			s.seen[k.ref] = true
			s.kids(s.object(k.ref), at, depth+1)
		}
	case kDict:
		s.visited++
		if pg := k.entry("Pg"); pg.kind != kNone {
			at.page = -1
			if i, ok := s.pages[pg.ref]; ok {
				at.page = i
			}
		}
		switch k.entry("Type").name {
		case "MCR":
			if k.entry("Stm").kind == kNone { // else the content of a form
				s.mark(int(k.entry("MCID").num), at)
			}
		case "OBJR":
		default:
			s.element(k, at, depth)
		}
	}
}

// mark ties a marked-content id to the block that it is in.
func (s *structure) mark(mcid int, at place) {
	if at.page < 0 || at.tag.Element == 0 || mcid < 0 {
		return
	}
	if s.tags[at.page] == nil {
		s.tags[at.page] = map[int]extract.Tag{}
	}
	s.tags[at.page][mcid] = at.tag
}

// element visits one element. What is a block by its standard type begins a
// new one; inline elements and groups go with what they are in.
func (s *structure) element(e object, at place, depth int) {
	block := func(kind documents.Kind, level int) {
		s.elements++
		tag := extract.Tag{Element: s.elements, Kind: kind, Level: level}
		// What stands in a cell is the cell's, whatever else it is.
		if at.tag.Kind == documents.Cell && kind != documents.Note {
			tag.Kind, tag.Level, tag.Row, tag.Col = documents.Cell, 0, at.tag.Row, at.tag.Col
		}
		at.tag = tag
	}
	switch typ := s.role(e.entry("S").name); typ {
	case "H1", "H2", "H3", "H4", "H5", "H6":
		block(documents.Heading, int(typ[1]-'0'))
	case "H", "Title":
		block(documents.Heading, 1)
	case "P", "Figure", "Formula", "BlockQuote", "Index", "BibEntry":
		switch kind := at.tag.Kind; {
		case at.item != nil && *at.item != 0:
			// The first paragraph of an item is the item.
			*at.item = 0
		case kind == documents.TOC, kind == documents.Note, kind == documents.Caption:
			block(kind, 0)
		default:
			block(documents.Paragraph, 0)
		}
	case "L":
		at.list++
		at.item = nil
	case "LI":
		block(documents.ListItem, max(at.list, 1))
		first := at.tag.Element
		at.item = &first
	case "TOCI":
		block(documents.TOC, 0)
	case "Note", "FENote":
		block(documents.Note, 0)
	case "Caption":
		block(documents.Caption, 0)
	case "Table":
		rows := 0
		at.rows, at.item = &rows, nil
	case "TR":
		if at.rows != nil {
			*at.rows++
		}
		cols := 0
		at.cols = &cols
	case "TD", "TH":
		block(documents.Cell, 0)
		at.tag.Row, at.tag.Col = 1, 1
		if at.rows != nil && at.cols != nil {
			*at.cols++
			at.tag.Row, at.tag.Col = max(1, *at.rows), *at.cols
		}
		at.item = nil
	case "Document", "Part", "Art", "Sect", "Div", "NonStruct", "Private", "Aside":
		if at.tag.Kind == documents.Paragraph {
			at.tag = extract.Tag{}
		}
	}
	s.kids(e.entry("K"), at, depth+1)
}

// role follows the role map to a standard type.
func (s *structure) role(name string) string {
	for range 8 {
		to, ok := s.roles[name]
		if !ok || to == name {
			break
		}
		name = to
	}
	return name
}

// resolve gives what a reference points at, and anything else as it is.
func (s *structure) resolve(o object) object {
	for range 8 {
		if o.kind != kKeyword {
			break
		}
		o = s.object(o.ref)
	}
	return o
}

// An object is a parsed PDF object. Its kind is kNumber, kName, kArray, kDict,
// kKeyword for a reference, kEOF for anything else, or kNone.
type object struct {
	kind kind
	num  float64
	name string
	ref  objectID
	// list has the elements of an array, and the keys and values of a
	// dictionary in turn.
	list []object
}

// kNone is the kind of what is not there.
const kNone = ^kind(0)

// entry gives the value of a key, the last of several; its kind is kNone
// without. Dictionaries here have few keys.
func (o *object) entry(key string) object {
	if o.kind == kDict {
		for i := len(o.list) - 2; i >= 0; i -= 2 {
			if o.list[i].name == key {
				return o.list[i+1]
			}
		}
	}
	return object{kind: kNone}
}

// object parses the object of a number, an empty one if there is none.
func (s *structure) object(id objectID) object {
	at, ok := s.table.objects[id]
	if !ok {
		return object{}
	}
	b := s.table.data[at:]
	if i := bytes.Index(b[:min(len(b), 1<<20)], []byte("endobj")); i >= 0 {
		b = b[:i]
	} else {
		b = b[:min(len(b), 1<<16)]
	}
	if i := bytes.Index(b, []byte("obj")); i >= 0 {
		b = b[i+3:]
	}
	// The lexer moves bytes in its buffer, so it gets its own.
	s.scratch = append(s.scratch[:0], b...)
	lex := &lexer{r: eof{}, buf: s.scratch, end: len(s.scratch), done: true}
	return s.parser.parse(lex)
}

// An objectParser reads objects. It keeps its memory for the next one.
type objectParser struct {
	// items are the elements read so far of all open containers, those of the
	// innermost last.
	items []object
	open  []openContainer
	// names holds the names met, which are few.
	names map[string]string
}

// An openContainer is an array or dictionary whose elements begin at an index.
type openContainer struct {
	kind kind
	from int
}

// parse reads one object. Containers are kept on a stack of their own, so that
// nesting cannot exhaust that of the program.
func (p *objectParser) parse(lex *lexer) object {
	p.items, p.open = p.items[:0], append(p.open[:0], openContainer{})
	for n := 0; n < 1<<18; n++ {
		t := lex.next()
		top := p.open[len(p.open)-1]
		switch t.kind {
		case kEOF:
			// Only the outermost elements count.
			if len(p.open) == 1 && len(p.items) > 0 || len(p.open) > 1 && p.open[1].from > 0 {
				return p.items[0]
			}
			return object{}
		case kNumber:
			p.items = append(p.items, object{kind: kNumber, num: t.num})
		case kName:
			p.items = append(p.items, object{kind: kName, name: p.name(t.bytes)})
		case kArrayOpen, kDictOpen:
			if len(p.open) > 64 {
				return object{}
			}
			p.open = append(p.open, openContainer{t.kind, len(p.items)})
			continue
		case kArrayClose, kDictClose:
			if len(p.open) == 1 {
				return object{}
			}
			o := object{kind: kArray}
			list := p.items[top.from:]
			if top.kind == kDictOpen {
				o.kind = kDict
				list = list[:len(list)&^1]
			}
			o.list = slices.Clone(list)
			p.items, p.open = append(p.items[:top.from], o), p.open[:len(p.open)-1]
		case kKeyword:
			k := len(p.items)
			switch {
			case string(t.bytes) == "R" && k-top.from >= 2:
				p.items[k-2] = object{kind: kKeyword, ref: objectID{int(p.items[k-2].num), int(p.items[k-1].num)}}
				p.items = p.items[:k-1]
			default: // true, false, null
				p.items = append(p.items, object{})
			}
		default:
			p.items = append(p.items, object{})
		}
		if len(p.open) == 1 && len(p.items) > 0 && p.items[0].kind == kDict {
			return p.items[0]
		}
	}
	return object{}
}

func (p *objectParser) name(b []byte) string {
	if s, ok := p.names[string(b)]; ok {
		return s
	}
	s := string(b)
	if p.names == nil {
		p.names = map[string]string{}
	}
	if len(p.names) < 1000 {
		p.names[s] = s
	}
	return s
}
