package extract_test

import (
	"testing"

	"concord/documents"
)

// The terms of a description list part from their texts, also where one fits
// on a line; bold words at the start of an ordinary paragraph do not.
func TestLayoutTerms(t *testing.T) {
	var s sheet
	s.next()
	y := s.lines(60, 780, 10, body, "An ordinary paragraph comes before the list, with words enough to fill the whole of a", "line and to begin another.")
	term := func(name, text string, more ...string) {
		x := s.write(60, y-8, 10, bold, name)
		s.write(x, y-8, 10, body, " "+text)
		y = s.lines(85, y-20, 10, body, more...)
	}
	term("harbour", "a place where ships lie safe from the weather, and where they are loaded and", "unloaded, as its workers do.")
	term("jetty", "a wall that goes out into the sea, so that the water behind it lies still and the", "boats do not move.")
	term("key", "the same as a quay.")
	x := s.write(60, y-8, 10, bold, "Warning.")
	s.write(x, y-8, 10, body, " Bold words begin this paragraph too, but no line of it hangs, and so it is one and")
	s.lines(60, y-20, 10, body, "the same block to its end.")
	want(t, s.document(t, documents.EN), `
paragraph: An ordinary paragraph comes before the list, with words enough to fill the whole of a line and to begin another.
list-item 1: harbour
paragraph: a place where ships lie safe from the weather, and where they are loaded and unloaded, as its workers do.
list-item 1: jetty
paragraph: a wall that goes out into the sea, so that the water behind it lies still and the boats do not move.
list-item 1: key
paragraph: the same as a quay.
paragraph: Warning. Bold words begin this paragraph too, but no line of it hangs, and so it is one and the same block to its end.
`)
}

// A remark that is set in on both sides has a margin of its own, so a sentence
// that begins one of its lines begins no block.
func TestLayoutInset(t *testing.T) {
	var s sheet
	s.next()
	y := s.lines(60, 780, 10, body,
		"The text of the page goes as far as this margin here, in all of its lines but the last",
		"one, and there are several of them, as there are on any page that has been filled up:",
		"this one, which is the third, and one below it, which is the fourth of these lines, and",
		"the fourth has a fifth below it, so that more lines end at the margin of the page than",
		"at that of the remark, and so that the zone has its own margin, whatever the remark is.",
		"More of it comes.")
	y = s.lines(110, y-10, 10, body,
		"The remark is set in, and this is a sentence of it.",
		"Here begins another one, which is cut at the place,",
		"where the margin of the remark is. It is the third.",
		"Then comes its end.")
	s.lines(60, y-10, 10, body, "The text goes on below the remark, as if nothing had been said in the middle of it all.")
	want(t, s.document(t, documents.EN), `
paragraph: The text of the page goes as far as this margin here, in all of its lines but the last one, and there are several of them, as there are on any page that has been filled up: this one, which is the third, and one below it, which is the fourth of these lines, and the fourth has a fifth below it, so that more lines end at the margin of the page than at that of the remark, and so that the zone has its own margin, whatever the remark is. More of it comes.
paragraph: The remark is set in, and this is a sentence of it. Here begins another one, which is cut at the place, where the margin of the remark is. It is the third. Then comes its end.
paragraph: The text goes on below the remark, as if nothing had been said in the middle of it all.
`)
}

// Where a paragraph's first line is set in, a dash at the start of its second
// is no list mark; it is one below a line that ended.
func TestLayoutDash(t *testing.T) {
	var s sheet
	s.next()
	y := s.lines(75, 780, 10, body, "The first line of a paragraph is set in and goes as far as the margin of the page")
	y = s.lines(60, y, 10, body,
		"— so that the dash below it is a part of the sentence — and there are further lines in",
		"it, which begin at the margin as they should, until the paragraph comes to its end.")
	y = s.lines(75, y, 10, body, "What follows is a list:")
	s.lines(60, y, 10, body, "— one item;", "— another item.")
	want(t, s.document(t, documents.EN), `
paragraph: The first line of a paragraph is set in and goes as far as the margin of the page — so that the dash below it is a part of the sentence — and there are further lines in it, which begin at the margin as they should, until the paragraph comes to its end.
paragraph: What follows is a list:
list-item 1 [—]: one item;
list-item 1 [—]: another item.
`)
}
