package pdfnative

import (
	"bytes"

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
		for name, to := range s.resolve(root.dict["RoleMap"]).dict {
			s.roles[name] = to.name
		}
		s.kids(root.dict["K"], place{page: -1}, 0)
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
		if pg, ok := k.dict["Pg"]; ok {
			at.page = -1
			if i, ok := s.pages[pg.ref]; ok {
				at.page = i
			}
		}
		switch k.dict["Type"].name {
		case "MCR":
			if _, ok := k.dict["Stm"]; !ok { // else the content of a form
				s.mark(int(k.dict["MCID"].num), at)
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
	switch typ := s.role(e.dict["S"].name); typ {
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
	s.kids(e.dict["K"], at, depth+1)
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
// kKeyword for a reference, or kEOF for anything else.
type object struct {
	kind kind
	num  float64
	name string
	ref  objectID
	list []object
	dict map[string]object
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
	return parseObject(lex)
}

// parseObject reads one object. Containers are kept on a stack of their own,
// so that nesting cannot exhaust that of the program.
func parseObject(lex *lexer) object {
	type open struct {
		kind  kind
		items []object
	}
	stack := []open{{}}
	for n := 0; n < 1<<18; n++ {
		t := lex.next()
		top := &stack[len(stack)-1]
		switch t.kind {
		case kEOF:
			if len(stack[0].items) > 0 {
				return stack[0].items[0]
			}
			return object{}
		case kNumber:
			top.items = append(top.items, object{kind: kNumber, num: t.num})
		case kName:
			top.items = append(top.items, object{kind: kName, name: string(t.bytes)})
		case kArrayOpen, kDictOpen:
			if len(stack) > 64 {
				return object{}
			}
			stack = append(stack, open{kind: t.kind})
			continue
		case kArrayClose, kDictClose:
			if len(stack) == 1 {
				return object{}
			}
			o := object{kind: kArray, list: top.items}
			if top.kind == kDictOpen {
				o = object{kind: kDict, dict: make(map[string]object, len(top.items)/2)}
				for i := 0; i+1 < len(top.items); i += 2 {
					o.dict[top.items[i].name] = top.items[i+1]
				}
			}
			stack = stack[:len(stack)-1]
			top = &stack[len(stack)-1]
			top.items = append(top.items, o)
		case kKeyword:
			k := len(top.items)
			switch {
			case string(t.bytes) == "R" && k >= 2:
				top.items[k-2] = object{kind: kKeyword, ref: objectID{int(top.items[k-2].num), int(top.items[k-1].num)}}
				top.items = top.items[:k-1]
			default: // true, false, null
				top.items = append(top.items, object{})
			}
		default:
			top.items = append(top.items, object{})
		}
		if len(stack) == 1 && len(stack[0].items) > 0 && stack[0].items[0].kind == kDict {
			return stack[0].items[0]
		}
	}
	return object{}
}
