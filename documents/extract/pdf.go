package extract

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"concord/documents"
)

// MaxPages is the most pages that are laid out; the rest is left out with a
// warning.
const MaxPages = 5000

// readPDF has the engine read the pages and lays them out.
func readPDF(ctx context.Context, d *documents.Document, data []byte, opts Options) error {
	if opts.PDF == nil {
		return documents.Problemf(documents.Misuse, "no-pdf-engine",
			"%s : aucun moteur PDF n’est donné pour lire ce fichier",
			"%s: no PDF engine is given to read this file", d.Path)
	}
	var g gathered
	err := opts.PDF(ctx, data, func(p *Page) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(g.pages) < MaxPages {
			// Words are made at once, so that the glyphs of one page only are
			// held: they take ten times the room of the words.
			done := g.add(d, p)
			if p.Confidence == nil { // else weigh needs them
				if !done {
					g.pack(p)
				}
				p.Glyphs = p.Glyphs[:0]
			}
		}
		d.Pages++
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range g.pages {
		if len(p.Glyphs) == 0 {
			p.Glyphs = nil // not the room of other pages'
		}
	}
	if err := g.layout(ctx, d); err != nil {
		return err
	}
	weigh(d, g.pages)
	if d.Pages > MaxPages {
		d.Warnings = append(d.Warnings, documents.Warning{
			Code: "pages-left-out", Page: MaxPages + 1,
			Message: documents.Pair[string]{
				FR: fmt.Sprintf("seules les %d premières pages sont lues", MaxPages),
				EN: fmt.Sprintf("only the first %d pages are read", MaxPages),
			},
		})
	}
	return nil
}

// Layout makes blocks of pages, in page order, and adds them to the document,
// with the engines and warnings of the pages.
func Layout(ctx context.Context, d *documents.Document, pages []*Page) error {
	var g gathered
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		g.add(d, p)
	}
	return g.layout(ctx, d)
}

// gathered is the words of the pages that were read.
type gathered struct {
	words        wordMaker
	pages        []*Page
	rows, turned [][][]word
	// held are the pages that wait for all others, since text on them may have
	// to be repaired.
	held   []heldPage
	watch  fontWatch
	packer packer
}

// A heldPage is a page by its index; its glyphs may be packed meanwhile.
type heldPage struct {
	page   int
	packed *packedPage
}

// pack packs the glyphs of the page that was added last and is held.
func (g *gathered) pack(p *Page) {
	packed := g.packer.pack(p.Glyphs)
	g.held[len(g.held)-1].packed = &packed
}

// add makes words of a page's glyphs, and notes its engine and warnings. It
// reports whether the glyphs are done with.
func (g *gathered) add(d *documents.Document, p *Page) (done bool) {
	g.pages, g.rows, g.turned = append(g.pages, p), append(g.rows, nil), append(g.turned, nil)
	d.Engines = append(d.Engines, p.Engine)
	d.Sizes = append(d.Sizes, documents.Box{X1: p.Width, Y1: p.Height})
	d.Warnings = append(d.Warnings, p.Warnings...)
	if g.watch.suspects(p) {
		g.held = append(g.held, heldPage{page: len(g.pages) - 1})
		return false
	}
	g.spell(d, len(g.pages)-1)
	return true
}

// spell makes the words of page i.
func (g *gathered) spell(d *documents.Document, i int) {
	g.rows[i], g.turned[i] = g.words.page(g.pages[i])
	warnPage(d, g.pages[i], len(g.rows[i]))
}

// release repairs the pages that were held and makes their words.
func (g *gathered) release(d *documents.Document) {
	if len(g.held) == 0 {
		return
	}
	bad := g.watch.garbled()
	var pages []*Page // those that show garbage
	for k := range g.held {
		h := &g.held[k]
		p := g.pages[h.page]
		if !slices.ContainsFunc(bad, func(b fontKey) bool { return b.on(p) != nil }) {
			continue
		}
		if h.packed != nil {
			p.Glyphs = g.packer.unpack(make([]Glyph, 0, h.packed.glyphs), *h.packed)
		}
		pages = append(pages, p)
	}
	d.Warnings = append(d.Warnings, g.watch.mend(pages, bad)...)
	var room []Glyph
	for k := range g.held {
		h := &g.held[k]
		p := g.pages[h.page]
		if h.packed != nil && len(p.Glyphs) == 0 {
			room = g.packer.unpack(room[:0], *h.packed)
			p.Glyphs = room
		}
		g.spell(d, h.page)
		if h.packed != nil {
			p.Glyphs, h.packed = nil, nil
		}
	}
	g.held, g.packer = nil, packer{}
	slices.SortStableFunc(d.Warnings, func(a, b documents.Warning) int { return cmp.Compare(a.Page, b.Page) })
}

func (g *gathered) layout(ctx context.Context, d *documents.Document) error {
	g.release(d)
	pages, rows, turned := g.pages, g.rows, g.turned
	if d.Lang == "" {
		d.Lang, _ = DetectLang(sample(rows))
	}
	heads := furniture(pages, rows)
	l := &layout{d: d, words: newVocabulary(d.Lang), outline: outlineEntries(pages)}
	zoned := make([][]zone, len(pages))
	asides := make([][][]zone, len(pages))
	var all []zone
	for i, p := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		artifacts(p, rows[i], heads[i])
		zoned[i] = pageZones(p, rows[i], heads[i])
		asides[i] = turnedZones(turned[i], p.Number)
		all = append(all, zoned[i]...)
		for _, zs := range asides[i] {
			all = append(all, zs...)
		}
		for _, z := range zoned[i] {
			for _, n := range z.lines {
				if n.table == nil {
					continue
				}
				for _, c := range n.table.cells {
					all = append(all, c.zone)
				}
			}
		}
	}
	l.m = usual(all)
	l.learn(all)
	for i, p := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		l.page(p, rows[i], heads[i], zoned[i], asides[i])
		rows[i], zoned[i], turned[i], asides[i] = nil, nil, nil, nil
	}
	l.finish()
	return nil
}

// warnPage says when a page has a picture and no text, or only hidden text.
func warnPage(d *documents.Document, p *Page, rows int) {
	known := map[string]bool{}
	for _, w := range p.Warnings {
		known[w.Code] = true
	}
	// Where character recognition found no words there are none.
	if rows == 0 && p.Images > 0.2 && !known["page-without-text"] && p.Confidence == nil {
		d.Warnings = append(d.Warnings, documents.Warning{
			Code: "page-without-text", Page: p.Number,
			Message: documents.Pair[string]{
				FR: fmt.Sprintf("page %d : une image et aucun texte ; la page n’est pas comparée", p.Number),
				EN: fmt.Sprintf("page %d: a picture and no text; the page is not compared", p.Number),
			},
		})
	}
	hidden := 0
	for _, g := range p.Glyphs {
		if g.Hidden && strings.TrimSpace(g.Text) != "" {
			hidden++
		}
	}
	// A few hidden glyphs are padding of the program that made the file.
	if hidden > 40 && hidden*10 > len(p.Glyphs)*9 && !known["hidden-text"] {
		d.Warnings = append(d.Warnings, documents.Warning{
			Code: "text-layer", Page: p.Number,
			Message: documents.Pair[string]{
				FR: fmt.Sprintf("page %d : le texte est une couche invisible sur une image, issue d’une reconnaissance de caractères ; il peut contenir des fautes", p.Number),
				EN: fmt.Sprintf("page %d: the text is an invisible layer over a picture, from character recognition; it may hold errors", p.Number),
			},
		})
	} else if hidden > 40 && !known["hidden-text"] {
		d.Warnings = append(d.Warnings, documents.Warning{
			Code: "hidden-text", Page: p.Number,
			Message: documents.Pair[string]{
				FR: fmt.Sprintf("page %d : du texte invisible n’est pas lu", p.Number),
				EN: fmt.Sprintf("page %d: invisible text is not read", p.Number),
			},
		})
	}
}

// sample returns enough of the words for telling the language.
func sample(rows [][][]word) string {
	var b strings.Builder
	for _, page := range rows {
		for _, row := range page {
			b.WriteString(joined(row))
			b.WriteByte('\n')
			if b.Len() > 1<<16 {
				return b.String()
			}
		}
	}
	return b.String()
}

// pageZones lays out one page: tables first, then columns.
func pageZones(p *Page, rows [][]word, heads map[int]documents.Kind) []zone {
	var bodyRows [][]word
	for k, row := range rows {
		if heads[k] == "" {
			bodyRows = append(bodyRows, row)
		}
	}
	tables, rest := ruledTables(p, bodyRows)
	zs := zones(rest, tables, p.Number)
	hints := headRules(p)
	for i := range zs {
		zs[i].hints = hints
	}
	return zs
}

// turnedZones lays out the text at each other angle than most of the page by
// itself, as on the panels of a folded sheet. Stamps and the titles of axes are
// lines of such text too.
func turnedZones(rows [][]word, page int) [][]zone {
	var out [][]zone
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j][0].turned == rows[i][0].turned {
			j++
		}
		out = append(out, zones(rows[i:j], nil, page))
		i = j
	}
	return out
}
