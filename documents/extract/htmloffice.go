package extract

import (
	"strings"
	"unicode"

	"concord/documents"
)

// Word, Outlook and LibreOffice say in class names and styles what they have no
// tag for: titles, contents lists, captions, running heads, and, in Word and
// Outlook, lists, which are paragraphs with a typed bullet.

// officeRole tells what a paragraph of a word processor's page is, from its
// class and style; no kind for one that says nothing. A level that stands with
// ListItem is the list's.
func officeRole(attrs map[string]string) (documents.Kind, int) {
	style := strings.ToLower(attrs["style"])
	if _, list, ok := strings.Cut(style, "mso-list:"); ok && !strings.HasPrefix(strings.TrimSpace(list), "none") {
		level := 1
		if _, n, ok := strings.Cut(list, " level"); ok && n != "" && n[0] >= '1' && n[0] <= '9' {
			level = int(n[0] - '0')
		}
		return documents.ListItem, level
	}
	for _, class := range strings.Fields(strings.ToLower(attrs["class"])) {
		name, ok := strings.CutPrefix(class, "mso")
		if !ok {
			continue
		}
		switch {
		case name == "title" || strings.HasPrefix(name, "titlecxsp"):
			return documents.Heading, 1
		case name == "subtitle" || strings.HasPrefix(name, "subtitlecxsp"):
			return documents.Heading, 2
		case name == "caption":
			return documents.Caption, 0
		case name == "tocheading", name == "tof", strings.HasPrefix(name, "toc") && isDigit(name[3:]), strings.HasPrefix(name, "index") && isDigit(name[5:]):
			return documents.TOC, 0
		case name == "header":
			return documents.Header, 0
		case name == "footer":
			return documents.Footer, 0
		case strings.HasPrefix(name, "list"):
			return documents.ListItem, 1
		}
	}
	return "", 0
}

// comment reports an element that holds a comment in the margin or its mark,
// as Word writes them.
func comment(name string, attrs map[string]string) bool {
	class := strings.ToLower(attrs["class"])
	return name == "a" && strings.HasPrefix(attrs["href"], "#_msocom_") ||
		class == "msocommentreference" || class == "msocomtxt" || class == "msocomoff" ||
		strings.Contains(strings.ToLower(attrs["style"]), "mso-element:comment-list")
}

// notePart reports the id of the part of a page that holds one note: Word's
// ftn1 and edn1, LibreOffice's sdfootnote1 and sdendnote1.
func notePart(id string) bool {
	for _, prefix := range []string{"ftn", "edn", "sdfootnote", "sdendnote"} {
		if rest, ok := strings.CutPrefix(id, prefix); ok && rest != "" && strings.Trim(rest, "0123456789") == "" {
			return true
		}
	}
	return false
}

// contentsPart reports an element that holds a contents list: by the names that
// DocBook, Asciidoctor, MediaWiki and others give it, and by LibreOffice's
// "Table of Contents1".
func contentsPart(attrs map[string]string) bool {
	id := strings.ToLower(strings.TrimRight(attrs["id"], "0123456789"))
	switch id {
	case "toc", "table of contents", "table des matières", "illustration index", "index des illustrations", "index of tables", "index des tables":
		return true
	}
	for _, class := range strings.Fields(strings.ToLower(attrs["class"])) {
		if class == "toc" || class == "table-of-contents" || class == "list-of-figures" || class == "list-of-tables" {
			return true
		}
	}
	return false
}

// maxTyped is the most characters of a list item's typed label: "Article 12.".
const maxTyped = 12

// typedLabel takes the bullet or number off the text of a list item that Word
// wrote as a paragraph. Two or more spaces follow it, mostly no-break ones. The
// characters are those of padded.
func typedLabel(chars []char) (label string, rest []char) {
	start := 0
	for start < len(chars) && (blank(chars[start].r) || invisible(chars[start].r)) {
		start++
	}
	end := start
	for end < len(chars) && end-start <= maxTyped && !blank(chars[end].r) {
		end++
	}
	next := end
	for next < len(chars) && (blank(chars[next].r) || invisible(chars[next].r)) {
		next++
	}
	if end == start || end-start > maxTyped || next-end < 2 || next == len(chars) {
		return "", chars
	}
	label, _ = compose(chars[start:end])
	if sign, ok := typedBullets[label]; ok {
		label = sign
	}
	return label, chars[next:]
}

// typedBullets are the bullets of symbol fonts by the letters that stand for
// them: of Symbol the middle dot, of Courier New o, of Wingdings the others.
var typedBullets = map[string]string{"·": "•", "o": "○", "§": "▪", "Ø": "➢", "ü": "✓", "v": "❖", "q": "❑", "à": "→"}

// padded makes plain white space of no-break spaces that stand beside other
// white space: they are there to move words, not to hold two together.
func padded(chars []char) []char {
	space := func(r rune) bool { return unicode.IsSpace(r) }
	for i := 0; i < len(chars); {
		j := i
		for j < len(chars) && space(chars[j].r) {
			j++
		}
		if j-i > 1 {
			for k := i; k < j; k++ {
				if !blank(chars[k].r) {
					chars[k].r = ' '
				}
			}
		}
		i = max(j, i+1)
	}
	return chars
}
