package pdfnative

import (
	"bytes"
	"context"
	"encoding/ascii85"
	"errors"
	"fmt"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

const hello = "BT /F1 12 Tf 72 700 Td (Hello) Tj ET"

// Files as they are seen in the wild: out of shape, but readable.
func TestForgivenFiles(t *testing.T) {
	good := newPDF(hello).bytes()
	for name, data := range map[string][]byte{
		"as it should be":           good,
		"text before the header":    append([]byte("some mail header\n\n"), good...),
		"version 2.0":               bytes.Replace(good, []byte("%PDF-1.7"), []byte("%PDF-2.0"), 1),
		"no end mark":               bytes.TrimSuffix(good, []byte("%%EOF\n")),
		"bytes after the end":       append(bytes.Clone(good), bytes.Repeat([]byte{0}, 500)...),
		"startxref out of range":    bytes.Replace(good, []byte("startxref\n"), []byte("startxref\n99"), 1),
		"no cross-reference at all": good[:bytes.Index(good, []byte("xref\n0 "))],
		"Prev in a circle":          newPDF(hello).withTrailer(fmt.Sprintf("/Prev %d", bytes.Index(good, []byte("xref\n0 ")))).bytes(),
		"a Count that lies":         newPDF(hello).set(2, "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>").bytes(),
		"a negative Count":          newPDF(hello).set(2, "<</Type/Pages/Kids[3 0 R]/Count -1>>").bytes(),
		"no Type in the page":       newPDF(hello).set(3, "<</Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 5 0 R>>").bytes(),
		"Kids that come back":       newPDF(hello).set(2, "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R 3 0 R]/Count 4>>").bytes(),
		"a broken kid":              newPDF(hello).set(2, "<</Type/Pages/Kids[9 0 R 3 0 R 7 0 R]/Count 3>>").set(7, "<</Type/Page /Bad (\\q>>").bytes(),
		"Kids that lead nowhere":    newPDF(hello).set(2, "<</Type/Pages/Kids[2 0 R]/Count 1>>").bytes(),
		"a wrong Length":            newPDF("").set(4, "<</Length 3>>\nstream\n"+hello+"\nendstream").bytes(),
		"a Length of another size":  newPDF("").set(4, "<</Length 8 0 R>>\nstream\n"+hello+"\nendstream").set(8, "70000").bytes(),
		"inherited attributes":      newPDF(hello).set(2, "<</Type/Pages/Kids[3 0 R]/MediaBox[0 0 600 800]/Resources 5 0 R>>").set(3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>").bytes(),
		"contents in pieces":        newPDF("BT /F1 12 Tf 72 700 Td (Hel").set(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[8 0 R 9 0 R]/Resources 5 0 R>>").stream(8, "", "BT /F1 12 Tf 72 700 Td (Hel) Tj").stream(9, "", "(lo) Tj ET").bytes(),
	} {
		t.Run(name, func(t *testing.T) {
			before := bytes.Clone(data)
			if got := text(onePage(t, data)); got != "Hello" {
				t.Errorf("got %q", got)
			}
			if !bytes.Equal(before, data) {
				t.Error("the bytes were changed")
			}
		})
	}
}

func (w *pdfWriter) withTrailer(s string) *pdfWriter {
	w.trailer = s
	return w
}

// Files that cannot be read say so.
func TestRefusedFiles(t *testing.T) {
	encrypted := func(dict string) []byte {
		id := strings.Repeat("00", 16)
		return newPDF(hello).set(7, "<</Filter/Standard"+dict+"/O<"+strings.Repeat("11", 32)+">/U<"+strings.Repeat("22", 32)+">/P -4>>").
			withTrailer("/Encrypt 7 0 R/ID[<" + id + "><" + id + ">]").bytes()
	}
	for _, c := range []struct {
		name string
		data []byte
		code string
		says string
	}{
		{"no PDF", []byte("Bonjour, ceci n'est pas un PDF."), "pdf-damaged", "not a PDF"},
		{"header only", []byte("%PDF-1.7\n"), "pdf-damaged", "not a PDF"},
		{"header and noise", []byte("%PDF-1.7\n" + strings.Repeat("noise ", 50)), "pdf-damaged", "save it anew"},
		{"no pages", newPDF(hello).set(2, "<</Type/Pages/Kids[]/Count 0>>").set(3, "null").bytes(), "pdf-empty", "no pages"},
		{"no text", newPDF("0 0 600 800 re f").bytes(), "pdf-without-text", "OCR"},
		{"a password", encrypted("/V 2/R 3/Length 128"), "pdf-encrypted", "copy without protection"},
		{"AES-256", encrypted("/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3>>>>/StmF/StdCF/StrF/StdCF"), "pdf-encrypted", "AES-256"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readAll(c.data)
			var p *documents.Problem
			if !errors.As(err, &p) {
				t.Fatalf("got %v, want a problem", err)
			}
			if p.Code != c.code || !strings.Contains(p.Message.EN, c.says) || p.Message.FR == "" || p.Class != documents.Unreadable {
				t.Errorf("got %s: %s", p.Code, p.Message.EN)
			}
		})
	}
}

func TestFilters(t *testing.T) {
	var a85 bytes.Buffer
	e := ascii85.NewEncoder(&a85)
	_, _ = e.Write([]byte(hello))
	_ = e.Close()
	rows := func(s string, encode func(prev, row []byte) []byte) string {
		var b bytes.Buffer
		s += strings.Repeat(" ", (8-len(s)%8)%8)
		prev := make([]byte, 8)
		for i := 0; i < len(s); i += 8 {
			b.Write(encode(prev, []byte(s[i:i+8])))
			prev = []byte(s[i : i+8])
		}
		return b.String()
	}
	up := func(prev, row []byte) []byte {
		out := []byte{2}
		for i := range row {
			out = append(out, row[i]-prev[i])
		}
		return out
	}
	sub := func(_, row []byte) []byte {
		out := []byte{1}
		for i := range row {
			left := byte(0)
			if i > 0 {
				left = row[i-1]
			}
			out = append(out, row[i]-left)
		}
		return out
	}
	paethRow := func(prev, row []byte) []byte {
		out := []byte{4}
		for i := range row {
			var left, upLeft byte
			if i > 0 {
				left, upLeft = row[i-1], prev[i-1]
			}
			out = append(out, row[i]-paeth(left, prev[i], upLeft))
		}
		return out
	}
	long := strings.Repeat("% so that the table of codes grows beyond nine bits\n", 80) + hello
	for name, s := range map[string][2]string{
		"Flate":               {"/Filter/FlateDecode", deflate(hello)},
		"Flate, bad checksum": {"/Filter[/FlateDecode]", deflate(hello)[:len(deflate(hello))-4] + "abcd"},
		"Flate, cut short":    {"/Filter/Fl", deflate(hello)[:len(deflate(hello))-5]},
		"PNG up":              {"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 8>>", deflate(rows(hello, up))},
		"PNG sub":             {"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 8>>", deflate(rows(hello, sub))},
		"PNG Paeth":           {"/Filter/FlateDecode/DecodeParms[<</Predictor 15/Columns 8>>]", deflate(rows(hello, paethRow))},
		"ASCII85":             {"/Filter/ASCII85Decode", a85.String() + "~>"},
		"ASCIIHex":            {"/Filter/ASCIIHexDecode", fmt.Sprintf("%x>", hello)},
		"ASCIIHex of Flate":   {"/Filter[/AHx/FlateDecode]", fmt.Sprintf("%x>", deflate(hello))},
		"RunLength":           {"/Filter/RunLengthDecode", string([]byte{byte(len(hello) - 1)}) + hello + "\xff\n\x80"},
		"LZW":                 {"/Filter/LZWDecode", encodeLZW(long, 1)},
		"LZW, late change":    {"/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>", encodeLZW(long, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			p := onePage(t, newPDF("").stream(4, s[0], s[1]).bytes())
			if got := text(p); got != "Hello" {
				t.Errorf("got %q, warnings %v", got, p.Warnings)
			}
		})
	}
}

// encodeLZW compresses as TIFF and PDF do.
func encodeLZW(s string, early int) string {
	var out []byte
	var bits uint64
	have, width, next := 0, 9, 258
	table := map[string]int{}
	for i := range 256 {
		table[string([]byte{byte(i)})] = i
	}
	emit := func(code int) {
		bits = bits<<width | uint64(code)
		for have += width; have >= 8; have -= 8 {
			out = append(out, byte(bits>>(have-8)))
		}
	}
	emit(256)
	cur := ""
	for i := range len(s) {
		c := cur + s[i:i+1]
		if _, ok := table[c]; ok {
			cur = c
			continue
		}
		emit(table[cur])
		table[c] = next
		next++
		// The reader is one entry behind the writer.
		if next-1+early >= 1<<width && width < 12 {
			width++
		}
		cur = s[i : i+1]
	}
	emit(table[cur])
	next++
	if next-1+early >= 1<<width && width < 12 {
		width++
	}
	emit(257)
	bits <<= 8
	out = append(out, byte(bits>>have))
	return string(out)
}

// A damaged piece costs itself, not the page; a damaged page not the file.
func TestDamageIsLocal(t *testing.T) {
	w := newPDF("").
		set(2, "<</Type/Pages/Kids[3 0 R 7 0 R 10 0 R]>>").
		stream(4, "", hello+" /X1 Do BT /F1 12 Tf 72 600 Td (still) Tj ET").
		set(5, "<</Font<</F1 6 0 R>>/XObject<</X1 9 0 R>>>>").
		stream(9, "/Subtype/Form/Filter/NoSuchFilter", "xxx").
		set(7, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 8 0 R/Resources 5 0 R>>").
		set(8, "<</Broken (\\q>>\nstream").
		set(10, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 11 0 R/Resources 5 0 R>>").
		stream(11, "", hello)
	pages, err := readAll(w.bytes())
	if err != nil || len(pages) != 3 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	if got := text(pages[0]); got != "Hello\nstill" || codes(pages[0].Warnings) != "page-partly-read" {
		t.Errorf("page 1: %q, %v", got, pages[0].Warnings)
	}
	if codes(pages[1].Warnings) == "" || pages[1].Warnings[0].Page != 2 {
		t.Errorf("page 2: %v", pages[1].Warnings)
	}
	if got := text(pages[2]); got != "Hello" || len(pages[2].Warnings) > 0 {
		t.Errorf("page 3: %q, %v", got, pages[2].Warnings)
	}
}

func TestObjectStreamsAreRebuilt(t *testing.T) {
	// Objects 1 to 3 stand in an object stream, and there is no
	// cross-reference: they can be reached only by a rebuilt table.
	in := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 5 0 R>>"}
	head, body := "", ""
	for i, o := range in {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += o + "\n"
	}
	w := newPDF(hello)
	delete(w.objects, 1)
	delete(w.objects, 2)
	delete(w.objects, 3)
	w.stream(20, fmt.Sprintf("/Type/ObjStm/N 3/First %d/Filter/FlateDecode", len(head)), deflate(head+body))
	data := w.bytes()
	data = data[:bytes.Index(data, []byte("xref\n0 "))]
	if got := text(onePage(t, data)); got != "Hello" {
		t.Errorf("got %q", got)
	}
}

func TestOptions(t *testing.T) {
	w := newPDF(hello).set(2, "<</Type/Pages/Kids[3 0 R 7 0 R 8 0 R]>>")
	for _, n := range []int{7, 8} {
		w.set(n, w.objects[3])
	}
	var calls []string
	lost := documents.Warning{Code: "page-unreadable", Page: 2}
	pages, err := readWith(w.bytes(), Options{
		Limits:   Limits{Pages: 2},
		Skip:     map[int]documents.Warning{2: lost},
		Progress: func(page, pages int) { calls = append(calls, fmt.Sprintf("%d/%d", page, pages)) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(calls, " "); got != "1/2 2/2" {
		t.Errorf("progress %s", got)
	}
	if len(pages) != 2 || len(pages[1].Glyphs) != 0 || codes(pages[1].Warnings) != "page-unreadable pages-left-out" {
		t.Errorf("%d pages, the last with %v", len(pages), pages[len(pages)-1].Warnings)
	}
}

func TestEmitAndContextEndTheReading(t *testing.T) {
	enough := errors.New("enough")
	data := newPDF(hello).bytes()
	if err := Read(context.Background(), data, Options{}, func(*extract.Page) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Read(ctx, data, Options{}, func(*extract.Page) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
