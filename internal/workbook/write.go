package workbook

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// The parts of a workbook of one sheet that do not depend on its cells. Every
// cell has the format of text, so that what a person types into one later stays
// what was typed; that of the header is bold.
const (
	xmlHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	officeSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace = "http://schemas.openxmlformats.org/package/2006/"
	sheetSpace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

	contentTypes = xmlHead + `<Types xmlns="` + packageSpace + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
	topRelations = xmlHead + `<Relationships xmlns="` + packageSpace + `relationships">` +
		`<Relationship Id="rId1" Type="` + officeSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRelations = xmlHead + `<Relationships xmlns="` + packageSpace + `relationships">` +
		`<Relationship Id="rId1" Type="` + officeSpace + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + officeSpace + `/styles" Target="styles.xml"/></Relationships>`
	styles = xmlHead + `<styleSheet xmlns="` + sheetSpace + `">` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
	sheetHead = xmlHead + `<worksheet xmlns="` + sheetSpace + `"><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
)

// Write writes rows as a workbook of one sheet whose first row, the header,
// stays in view. Every cell is text, whatever it looks like. widths are those
// of the columns in characters; a column without one has the usual width. The
// same rows give the same bytes.
func Write(w io.Writer, sheet string, rows iter.Seq[[]string], widths []float64) error {
	out := zip.NewWriter(w)
	part := func(name string, write func(*bufio.Writer) error) error {
		p, err := out.Create(name)
		if err != nil {
			return err
		}
		b := bufio.NewWriterSize(p, 1<<16)
		return errors.Join(write(b), b.Flush())
	}
	fixed := func(text string) func(*bufio.Writer) error {
		return func(b *bufio.Writer) error { _, err := b.WriteString(text); return err }
	}
	book := xmlHead + `<workbook xmlns="` + sheetSpace + `" xmlns:r="` + officeSpace + `"><sheets><sheet name="` + escaped(sheet) + `" sheetId="1" r:id="rId1"/></sheets></workbook>`
	for _, p := range []struct {
		name  string
		write func(*bufio.Writer) error
	}{
		{"[Content_Types].xml", fixed(contentTypes)},
		{"_rels/.rels", fixed(topRelations)},
		{"xl/workbook.xml", fixed(book)},
		{"xl/_rels/workbook.xml.rels", fixed(bookRelations)},
		{"xl/styles.xml", fixed(styles)},
		{"xl/worksheets/sheet1.xml", func(b *bufio.Writer) error { return writeSheet(b, rows, widths) }},
	} {
		if err := part(p.name, p.write); err != nil {
			return err
		}
	}
	return out.Close()
}

func writeSheet(b *bufio.Writer, rows iter.Seq[[]string], widths []float64) error {
	put := func(parts ...string) {
		for _, p := range parts {
			_, _ = b.WriteString(p) // a bufio.Writer keeps its first error
		}
	}
	put(sheetHead)
	if len(widths) > 0 {
		put("<cols>")
		for i, width := range widths {
			if width > 0 {
				fmt.Fprintf(b, `<col min="%d" max="%d" width="%g" customWidth="1" style="1"/>`, i+1, i+1, width)
			}
		}
		put("</cols>")
	}
	put("<sheetData>")
	n := 0
	for row := range rows {
		n++
		number, style := fmt.Sprint(n), "1"
		if n == 1 {
			style = "2"
		}
		put(`<row r="`, number, `">`)
		for i, text := range row {
			if text == "" {
				continue
			}
			if n > maxRows || utf8.RuneCountInString(text) > maxText {
				return fmt.Errorf("row %d, column %d: more than a workbook can hold", n, i+1)
			}
			put(`<c r="`, columnName(i+1), number, `" s="`, style, `" t="inlineStr"><is><t xml:space="preserve">`, escaped(text), `</t></is></c>`)
		}
		put("</row>")
	}
	put("</sheetData></worksheet>")
	return nil
}

// columnName is the name of a column from 1: A, B, … Z, AA.
func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// escaped is a text in XML, with the signs of the format for what that cannot
// hold and for what looks like such a sign.
func escaped(s string) string {
	if !strings.ContainsAny(s, "&<>\"\r") && !strings.Contains(s, "_x") && plain(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '_':
			if _, ok := escape(s[i:]); ok {
				b.WriteString("_x005F")
			}
			b.WriteByte('_')
		case odd(r):
			fmt.Fprintf(&b, "_x%04X_", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// odd reports whether XML cannot hold a character, or would change it.
func odd(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff
}

func plain(s string) bool { return utf8.ValidString(s) && strings.IndexFunc(s, odd) < 0 }
