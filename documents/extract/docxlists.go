package extract

import (
	"strconv"
	"strings"
	"unicode"
)

// docxLists are the lists of a Word document (numbering.xml).
type docxLists struct {
	abstract map[string]*docxList
	nums     map[string]*docxNum
	reached  map[*docxList]*counters
	styles   *docxStyles
}

// A docxList is an abstract list: how each level is counted and written.
type docxList struct {
	levels [maxLevels]*docxLevel
	link   string // the style whose list this is
}

type docxLevel struct {
	start  int
	style  numberStyle
	bullet bool
	text   string // "%1.%2." or the bullet
	font   string
	// of is the paragraph style that belongs to the level.
	of string
	// legal: all numbers are decimal.
	legal bool
}

// A docxNum is a list as paragraphs name it. Those of one abstract list count
// on together, save where a level begins anew.
type docxNum struct {
	abstract string
	starts   map[int]int
	levels   map[int]*docxLevel
	used     [maxLevels]bool
}

func readDocxLists(x *xmlPart, styles *docxStyles) *docxLists {
	l := &docxLists{abstract: map[string]*docxList{}, nums: map[string]*docxNum{}, reached: map[*docxList]*counters{}, styles: styles}
	x.each(func(e element) {
		switch e.name {
		case "w:abstractNum":
			id, a := e.attr("w:abstractNumId"), &docxList{}
			x.each(func(e element) {
				switch e.name {
				case "w:numStyleLink":
					a.link = e.attr("w:val")
				case "w:lvl":
					if n := e.number("w:ilvl", -1); n >= 0 && n < maxLevels {
						a.levels[n] = readDocxLevel(x)
					}
				}
			}, nil)
			l.abstract[id] = a
		case "w:num":
			id, num := e.attr("w:numId"), &docxNum{starts: map[int]int{}, levels: map[int]*docxLevel{}}
			x.each(func(e element) {
				switch e.name {
				case "w:abstractNumId":
					num.abstract = e.attr("w:val")
				case "w:lvlOverride":
					level := e.number("w:ilvl", -1)
					x.each(func(e element) {
						switch e.name {
						case "w:startOverride":
							num.starts[level] = e.number("w:val", 1)
						case "w:lvl":
							num.levels[level] = readDocxLevel(x)
						}
					}, nil)
				}
			}, nil)
			l.nums[id] = num
		}
	}, nil)
	return l
}

func readDocxLevel(x *xmlPart) *docxLevel {
	v := &docxLevel{start: 1}
	x.each(func(e element) {
		switch e.name {
		case "w:start":
			v.start = e.number("w:val", 1)
		case "w:numFmt":
			v.style, v.bullet = docxNumberStyle(e.attr("w:val"))
		case "w:lvlText":
			v.text = e.attr("w:val")
		case "w:isLgl":
			v.legal = on(e.attr("w:val"), true)
		case "w:pStyle":
			v.of = e.attr("w:val")
		case "w:rPr":
			v.font = readDocxRun(x).font
		}
	}, nil)
	return v
}

func docxNumberStyle(s string) (style numberStyle, bullet bool) {
	switch s {
	case "bullet":
		return noNumber, true
	case "none":
		return noNumber, false
	case "lowerLetter":
		return lowerLetter, false
	case "upperLetter":
		return upperLetter, false
	case "lowerRoman":
		return lowerRoman, false
	case "upperRoman":
		return upperRoman, false
	case "decimalZero":
		return leadingZero, false
	}
	return decimalNumber, false
}

// find returns the list of a number and its abstract one.
func (l *docxLists) find(num string) (*docxNum, *docxList) {
	n := l.nums[num]
	if n == nil {
		return nil, nil
	}
	a := l.abstract[n.abstract]
	if a != nil && a.link != "" && l.styles != nil {
		// The list is that of a style.
		if st := l.styles.byID[a.link]; st != nil && l.nums[st.list.num] != nil {
			if b := l.abstract[l.nums[st.list.num].abstract]; b != nil {
				a = b
			}
		}
	}
	return n, a
}

// label counts the next item of a list and returns what stands before it.
// listed is false when the paragraph is in no list after all.
func (l *docxLists) label(item docxItem, style string) (label string, level int, listed bool) {
	if l == nil || item.num == "" || item.num == "0" {
		return "", 0, false
	}
	n, a := l.find(item.num)
	if a == nil {
		return "", 0, false
	}
	level = item.level
	if level < 0 {
		level = 0
		for i, v := range a.levels {
			if v != nil && v.of == style && style != "" {
				level = i
			}
		}
	}
	level = min(level, maxLevels-1)
	at := func(i int) *docxLevel {
		if v := n.levels[i]; v != nil {
			return v
		}
		return a.levels[i]
	}
	v := at(level)
	if v == nil {
		return "", level, true
	}
	c := l.reached[a]
	if c == nil {
		c = &counters{}
		l.reached[a] = c
	}
	start := v.start
	if s, ok := n.starts[level]; ok {
		if start = s; !n.used[level] {
			c.seen[level] = false
		}
	}
	n.used[level] = true
	c.step(level, start)
	if v.bullet {
		return bulletOf(v.text, v.font), level, true
	}
	for i := range level {
		if u := at(i); !c.seen[i] && u != nil {
			c.at[i] = u.start // a level that was left out counts as begun
		}
	}
	return fillLevels(v.text, func(i int) string {
		u := at(i)
		if u == nil {
			return ""
		}
		if v.legal {
			return strconv.Itoa(c.at[i])
		}
		return u.style.write(c.at[i])
	}), level, true
}

// fillLevels puts the numbers of levels for %1 to %9.
func fillLevels(text string, number func(level int) string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+1 < len(text) && text[i+1] >= '1' && text[i+1] <= '9' {
			i++
			b.WriteString(number(int(text[i] - '1')))
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// bulletOf gives a bullet as a character that every font has.
func bulletOf(text, font string) string {
	if !symbolFont(font) {
		font = ""
	}
	return strings.Map(func(r rune) rune { return symbol(r, font) }, text)
}

// symbolFont reports a font whose letters are pictures.
func symbolFont(font string) bool {
	font = strings.ToLower(font)
	return font == "symbol" || strings.Contains(font, "wingdings") || strings.Contains(font, "webdings") || font == "opensymbol"
}

// wordy reports a label with words of its own, "Recommendation 3:", which is
// text to be compared and not a mere number.
func wordy(label string) bool {
	letters := 0
	for _, r := range label {
		if unicode.IsLetter(r) {
			letters++
		} else {
			letters = 0
		}
		if letters > 3 && strings.Trim(strings.ToLower(label), "ivxlcdm().- ") != "" {
			return true
		}
	}
	return false
}
