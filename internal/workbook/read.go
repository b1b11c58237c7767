package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"concord/documents"
)

// parse reads the first visible sheet that has text. Every error is a
// *documents.Problem that names the file.
func parse(name string, data []byte) (*Table, error) {
	switch {
	case len(data) > MaxSize:
		return nil, tooLarge(name)
	case bytes.HasPrefix(data, []byte(oleMark[:4])):
		return nil, documents.Problemf(documents.Misuse, "workbook",
			"%s\u00a0: classeur chiffré ou d’un ancien format (.xls)\u00a0; enregistrez-le sans mot de passe au format .xlsx",
			"%s: a workbook that is encrypted or in the old format (.xls); save it without a password as .xlsx", name)
	}
	p, err := open(data)
	if err != nil {
		return nil, broken(name, err)
	}
	if p.has("content.xml") || p.has("xl/workbook.bin") {
		return nil, documents.Problemf(documents.Misuse, "workbook",
			"%s\u00a0: classeur d’un autre format (.ods, .xlsb)\u00a0; enregistrez-le au format .xlsx",
			"%s: a workbook of another format (.ods, .xlsb); save it as .xlsx", name)
	}
	t, err := p.table()
	switch {
	case errors.Is(err, errTooLarge):
		return nil, tooLarge(name)
	case err != nil:
		return nil, broken(name, err)
	case t == nil:
		return nil, documents.Problemf(documents.Misuse, "workbook",
			"%s\u00a0: aucune feuille visible ne contient de texte", "%s: no visible sheet holds text", name)
	}
	return t, nil
}

// errTooLarge says that a limit was reached.
var errTooLarge = errors.New("too large")

// A pack is the zip file of a workbook.
type pack struct {
	files map[string]*zip.File // by name in lower case, with slashes
	left  int64                // bytes that may still be unpacked
}

func open(data []byte) (*pack, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	p := &pack{files: map[string]*zip.File{}, left: maxXML}
	for _, f := range r.File {
		p.files[partName(f.Name)] = f
	}
	return p, nil
}

// partName is a name as parts are looked up: some programs write backslashes,
// and names differ in case.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (p *pack) has(name string) bool { return p.files[partName(name)] != nil }

// part unpacks a part; one that is not there is empty.
func (p *pack) part(name string) ([]byte, error) {
	f := p.files[partName(name)]
	if f == nil {
		return nil, nil
	}
	// The size that the file claims is its own word.
	if f.UncompressedSize64 > uint64(p.left) {
		return nil, errTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	b.Grow(int(f.UncompressedSize64) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, p.left+1))
	if p.left -= n; p.left < 0 {
		return nil, errTooLarge
	}
	if err != nil {
		return nil, err
	}
	return utf8Text(b.Bytes())
}

// A relations file names the parts that a part refers to.
type relations struct {
	Of []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// relations of a part, "" for those of the whole; targets become part names.
func (p *pack) relations(of string) (relations, error) {
	var r relations
	dir, base := path.Split(of)
	data, err := p.part(dir + "_rels/" + base + ".rels")
	if err != nil || data == nil {
		return r, err
	}
	if err := xml.Unmarshal(data, &r); err != nil {
		return r, err
	}
	for i := range r.Of {
		if t := r.Of[i].Target; strings.HasPrefix(t, "/") {
			r.Of[i].Target = t[1:]
		} else {
			r.Of[i].Target = path.Join(dir, t)
		}
	}
	return r, nil
}

// byType is the target of the first relation of a type, whose address differs
// between the two dialects of the standard in all but its end.
func (r relations) byType(end, otherwise string) string {
	for _, rel := range r.Of {
		if strings.HasSuffix(rel.Type, "/"+end) {
			return rel.Target
		}
	}
	return otherwise
}

// A book is the part that lists the sheets.
type book struct {
	Sheets []struct {
		Name  string     `xml:"name,attr"`
		State string     `xml:"state,attr"`
		Attrs []xml.Attr `xml:",any,attr"`
	} `xml:"sheets>sheet"`
}

// table reads the sheets, nil when none that is visible has text.
func (p *pack) table() (*Table, error) {
	top, err := p.relations("")
	if err != nil {
		return nil, err
	}
	main := top.byType("officeDocument", "xl/workbook.xml")
	data, err := p.part(main)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, errors.New("no list of sheets")
	}
	var b book
	if err := xml.Unmarshal(data, &b); err != nil {
		return nil, err
	}
	rels, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	shared, err := p.sharedStrings(rels.byType("sharedStrings", path.Join(path.Dir(main), "sharedStrings.xml")))
	if err != nil {
		return nil, err
	}
	var t *Table
	for _, sheet := range b.Sheets {
		if sheet.State != "" && sheet.State != "visible" {
			continue
		}
		target := ""
		for _, a := range sheet.Attrs {
			for _, rel := range rels.Of {
				if a.Name.Local == "id" && rel.ID == a.Value {
					target = rel.Target
				}
			}
		}
		data, err := p.part(target)
		if err != nil {
			return nil, err
		}
		s := sheetReader{shared: shared, first: t != nil}
		if err := s.read(data); err != nil {
			return nil, err
		}
		switch {
		case s.rows == nil:
		case t == nil:
			t = &Table{Sheet: sheet.Name, Rows: s.rows}
		default:
			t.Others = append(t.Others, sheet.Name)
		}
	}
	return t, nil
}
