package extract

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"concord/documents"
)

// An mdRun gathers the characters inside one Markdown block, each with its
// place in the file.
type mdRun struct {
	w       *mdWalker
	chars   []char
	links   []documents.Link
	carried []int // characters that carry each link
	marks   []documents.Mark
	at      int // byte of the source after the last character
	// pictureOnly: the block holds a picture's description and nothing else.
	pictureOnly bool
	words       bool
}

// walk adds the inline children of n; link is the index plus one of the link
// they stand in.
func (r *mdRun) walk(n ast.Node, link, depth int) {
	if depth > maxDepth {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			r.resolve(c.Segment.Start, c.Segment.Stop, c.IsRaw(), link)
			if c.SoftLineBreak() || c.HardLineBreak() {
				r.chars = append(r.chars, char{r: '\n', off: int(r.w.points[c.Segment.Stop])})
			}
			r.pictureOnly = false
			r.words = true
		case *ast.AutoLink:
			label := c.Label(r.w.src)
			if i := bytes.Index(r.w.src[r.at:], label); i >= 0 {
				r.resolve(r.at+i, r.at+i+len(label), true, link)
			}
			r.pictureOnly = false
			r.words = true
		case *ast.Link:
			r.walk(c, r.open(string(c.Destination)), depth+1)
		case *ast.Image:
			alone := !r.words
			r.walk(c, r.open(string(c.Destination)), depth+1)
			r.pictureOnly, r.words = alone, !alone
		case *ast.RawHTML:
			r.rawHTML(c)
		case *ast.String:
			// Made by extensions, with no place of its own.
		case *east.FootnoteLink:
			r.marks = append(r.marks, documents.Mark{Label: r.w.refs[c.Index]})
			r.chars = append(r.chars, char{r: noteAnchor, link: len(r.marks)})
			r.words = true
		case *east.FootnoteBacklink, *east.TaskCheckBox:
		default:
			r.walk(c, link, depth+1)
		}
	}
}

// open adds a link and returns its index plus one.
func (r *mdRun) open(url string) int {
	r.links = append(r.links, documents.Link{URL: strings.ToValidUTF8(url, "\uFFFD")})
	r.carried = append(r.carried, 0)
	return len(r.links)
}

// rawHTML adds a line end for <br>, and nothing for other tags and comments.
func (r *mdRun) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	s := n.Segments.At(0)
	tag := strings.ToLower(string(s.Value(r.w.src)))
	if strings.HasPrefix(tag, "<br") {
		r.chars = append(r.chars, char{r: '\n', off: int(r.w.points[s.Start])})
	}
	r.at = s.Stop
}

// resolve adds the bytes start to stop of the source. Unless raw, a backslash
// before punctuation goes, and a character reference becomes its character,
// with the whole reference as its place.
func (r *mdRun) resolve(start, stop int, raw bool, link int) {
	w := r.w
	before := len(r.chars)
	for i := start; i < stop; {
		c := w.src[i]
		switch {
		case !raw && c == '\\' && i+1 < stop && punctuation(w.src[i+1]):
			r.chars = append(r.chars, char{r: rune(w.src[i+1]), off: int(w.points[i+1]), n: 1})
			i += 2
			continue
		case !raw && c == '&':
			if end := bytes.IndexByte(w.src[i:min(stop, i+34)], ';'); end > 0 {
				ref := string(w.src[i : i+end+1])
				if text := html.UnescapeString(ref); text != ref {
					off, n := int(w.points[i]), end+1
					for k, x := range []rune(text) {
						if k > 0 {
							// The second character of the few references that
							// stand for two shares the place of the first.
							off, n = off+n, 0
						}
						r.chars = append(r.chars, char{r: x, off: off, n: n})
					}
					i += end + 1
					continue
				}
			}
		}
		next := i + 1
		for next < stop && w.src[next] != '\\' && w.src[next] != '&' {
			next++
		}
		r.chars = append(r.chars, w.spell(i, next)...)
		i = next
	}
	r.at = max(r.at, stop)
	if link > 0 {
		for k := before; k < len(r.chars); k++ {
			r.chars[k].link = link
		}
		r.carried[link-1] += len(r.chars) - before
	}
}

func punctuation(c byte) bool {
	return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
}
