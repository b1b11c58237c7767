package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// goesOn reports whether a web or mail address that ends a line goes on in the
// word that begins the next. Typesetters break addresses without a hyphen,
// after a sign or before one (RFC 3986, appendix C, asks for just that), and a
// space put there would make two wrong halves of it.
//
// An address that ends in a slash or a point may also be whole: then the next
// word must look like part of an address itself, so that "see
// https://example.org/ for more" stays as it is.
func goesOn(left, right string) bool {
	left = strings.TrimLeft(left, "(<[{«“\"'’‘ \u00a0\u202f")
	if !address(left) || right == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(left)
	first, n := utf8.DecodeRuneInString(right)
	next, _ := utf8.DecodeRuneInString(right[n:])
	switch {
	case !addressSign(first) && !unicode.IsLetter(first) && !unicode.IsDigit(first):
		return false
	case strings.HasSuffix(left, ":/") || strings.HasSuffix(left, "://") || strings.HasSuffix(left, "www."):
		return true
	case strings.HasPrefix(right, "//"):
		return strings.HasSuffix(left, ":")
	case strings.ContainsRune("_=&?%~#@-+", last):
		return true
	case addressSign(first):
		// ".com/fhs", "_contract", "/index.html"
		return first != '-' && (unicode.IsLetter(next) || unicode.IsDigit(next) || first == '/' && n == len(right))
	case last == '.' && unicode.IsLower(first):
		// No sentence begins with a small letter.
		return true
	case last == '/', last == '.' && unicode.IsDigit(first):
		return partOfAddress(right)
	}
	return false
}

// address reports whether a word begins as web and mail addresses do.
func address(w string) bool {
	for _, scheme := range []string{"http:", "https:", "ftp:", "www."} {
		if len(w) >= len(scheme) && strings.EqualFold(w[:len(scheme)], scheme) {
			return true
		}
	}
	if strings.Contains(w, "://") {
		return true
	}
	at := strings.IndexByte(w, '@')
	return at > 0 && at == strings.LastIndexByte(w, '@')
}

// addressSign reports the signs that join the parts of an address.
func addressSign(r rune) bool { return strings.ContainsRune("/._-?=&#%~@+:", r) }

// partOfAddress reports whether a word has a sign inside that words do not
// have; the punctuation of the sentence after it does not count.
func partOfAddress(w string) bool {
	w = strings.TrimRightFunc(w, func(r rune) bool { return strings.ContainsRune(".,;:!?)>]}»”\"'’", r) })
	return strings.ContainsAny(w, "/._?=&#%~@")
}
