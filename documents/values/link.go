package values

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// findLinks returns the links and mail addresses of a text in order. A link
// begins with a scheme or www., or is a bare host under a well-known domain; it
// ends at white space, a quote or an angle bracket, without the punctuation of
// the sentence around it.
func findLinks(text string) []Value {
	var vs []Value
	if !strings.ContainsAny(text, ".@:") {
		return nil
	}
	for i := 0; i < len(text); {
		n := strings.IndexFunc(text[i:], func(r rune) bool { return !linkEnds(r) })
		if n < 0 {
			break
		}
		start := i + n
		end := len(text)
		if n = strings.IndexFunc(text[start:], linkEnds); n >= 0 {
			end = start + n
		}
		if v, ok := linkIn(text, start, end); ok {
			vs = append(vs, v)
		}
		i = end
	}
	return vs
}

// linkEnds reports whether no link goes beyond r.
func linkEnds(r rune) bool {
	if unicode.IsSpace(r) {
		return true
	}
	switch r {
	case '<', '>', '"', '«', '»', '“', '”', '|', '\\', '{', '}', '`', '*':
		return true
	}
	return false
}

// linkIn looks for a link or address in one run of text without spaces.
func linkIn(text string, start, end int) (Value, bool) {
	run := text[start:end]
	if !strings.ContainsAny(run, ".@:") {
		return Value{}, false
	}
	lower := asciiLower(run)
	from := strings.Index(lower, "://")
	if from >= 0 {
		s := from
		for s > 0 && lower[s-1] >= 'a' && lower[s-1] <= 'z' {
			s--
		}
		switch lower[s:from] {
		case "http", "https", "ftp", "ftps":
			return trimmed(text, start+s, end, Link)
		case "":
			// French typography sets a space before the colon: "http ://".
			if n := spacedScheme(text[:start]); from == 0 && n > 0 {
				v, ok := trimmed(text, start-n, end, Link)
				v.Key = LinkKey(text[start+len("://") : max(v.End, start+len("://"))])
				return v, ok && v.Key != ""
			}
		}
		return Value{}, false
	}
	if at := strings.IndexByte(lower, '@'); at > 0 {
		s, e := at, at+1
		for s > 0 && mailRune(run[s-1], true) {
			s--
		}
		for e < len(run) && mailRune(run[e], false) {
			e++
		}
		for s < at && (run[s] == '.' || run[s] == '-') {
			s++
		}
		// A host has several parts: user@host stands for any address.
		if s < at && e > at+2 && strings.ContainsAny(strings.Trim(run[at:e], "@.-"), ".-") {
			return trimmed(text, start+s, start+e, Mail)
		}
		return Value{}, false
	}
	if www := strings.Index(lower, "www."); www >= 0 && (www == 0 || !isAlnum(lower[www-1])) {
		return trimmed(text, start+www, end, Link)
	}
	s := strings.IndexFunc(lower, func(r rune) bool { return r < utf8.RuneSelf && isAlnum(byte(r)) })
	if s >= 0 && bareHost(lower[s:], run[s:]) {
		return trimmed(text, start+s, end, Link)
	}
	return Value{}, false
}

// spacedScheme returns the length of a scheme and the spaces after it at the end
// of a text, 0 without.
func spacedScheme(text string) int {
	bare := strings.TrimRightFunc(text, unicode.IsSpace)
	for _, scheme := range []string{"https", "http", "ftp"} {
		if at := len(bare) - len(scheme); at >= 0 && bare != text && strings.EqualFold(bare[at:], scheme) && (at == 0 || !isAlnum(bare[at-1])) {
			return len(text) - at
		}
	}
	return 0
}

// asciiLower lowers A to Z only, so that offsets stay.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func isAlnum(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

// mailRune reports whether b may stand in an address, before or after the @.
func mailRune(b byte, local bool) bool {
	return isAlnum(b) || b == '.' || b == '-' || local && (b == '_' || b == '+' || b == '%')
}

// domains are the last labels that make a word with a point in it a link.
var domains = map[string]bool{
	"ca": true, "com": true, "org": true, "net": true, "gov": true, "edu": true, "int": true, "info": true, "eu": true, "fr": true,
	"uk": true, "be": true, "ch": true, "io": true, "quebec": true, "us": true,
}

// bareHost reports whether a run begins with a host: labels in lower case, the
// last a well-known domain, as in exemple.ca/rapport.
func bareHost(lower, run string) bool {
	host := lower
	if i := strings.IndexAny(host, "/?#,;:)]'’"); i >= 0 {
		host = host[:i]
	}
	host = strings.TrimRight(host, ".!")
	labels := strings.Split(host, ".")
	if len(labels) < 2 || !domains[labels[len(labels)-1]] || run[:len(host)] != host {
		return false
	}
	for _, l := range labels {
		if len(l) < 2 || strings.IndexFunc(l, func(r rune) bool { return r >= utf8.RuneSelf || !isAlnum(byte(r)) && r != '-' }) >= 0 {
			return false
		}
	}
	return len(labels[0]) > 2 || languageMark[labels[0]] && len(labels) > 2
}

// trimmed takes the sentence's punctuation off the end of a link and makes the
// value.
func trimmed(text string, start, end int, kind Kind) (Value, bool) {
	for end > start {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		switch r {
		case '.', ',', ';', ':', '!', '?', '\'', '’', '‘', '…', '-', '–', '—', '_':
		case ')', ']':
			open := map[rune]string{')': "(", ']': "["}[r]
			if strings.Count(text[start:end], open) >= strings.Count(text[start:end], string(r)) {
				return linkValue(text, start, end, kind)
			}
		default:
			return linkValue(text, start, end, kind)
		}
		end -= n
	}
	return Value{}, false
}

func linkValue(text string, start, end int, kind Kind) (Value, bool) {
	// In Markdown a link's text and target follow each other: a](b.
	if i := strings.Index(text[start:end], "]("); i >= 0 {
		end = start + i
	}
	s := text[start:end]
	v := Value{Kind: kind, Start: start, End: end}
	if kind == Mail {
		v.Key = strings.ToLower(s)
		return v, true
	}
	v.Key = LinkKey(s)
	return v, strings.Trim(v.Key, "/.") != ""
}

// LinkKey gives the canonical form of a link: no scheme, no www., no slash at
// the end, no index page, lower case, and every mark of a language (fr, fra,
// en, eng, ... between signs in the path, the query or at the start of the
// host) as {lang}.
func LinkKey(link string) string {
	s := strings.ToLower(link)
	if i := strings.Index(s, "://"); i >= 0 {
		s = s[i+3:]
	}
	s = strings.TrimPrefix(s, "www.")
	host, rest := s, ""
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		host, rest = s[:i], s[i:]
	}
	if label, domain, ok := strings.Cut(host, "."); ok && languageMark[label] && strings.Contains(domain, ".") {
		host = "{lang}." + domain
	}
	rest = strings.TrimRight(markLanguage(rest), "/")
	if i := strings.LastIndexByte(rest, '/'); i >= 0 {
		if name := rest[i+1:]; strings.HasPrefix(name, "index.") || strings.HasPrefix(name, "index_{lang}.") || strings.HasPrefix(name, "index-{lang}.") {
			rest = rest[:i]
		}
	}
	return host + strings.TrimRight(rest, "/")
}

// languageMark are the names that sites give to their French and English parts.
var languageMark = map[string]bool{
	"fr": true, "en": true, "fra": true, "eng": true, "fre": true, "ang": true, "french": true, "english": true,
	"francais": true, "anglais": true, "français": true, "frca": true, "enca": true, "f": true, "e": true,
}

// markLanguage replaces the language marks in a path or query.
func markLanguage(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		end := i
		for end < len(s) {
			q, m := utf8.DecodeRuneInString(s[end:])
			if !unicode.IsLetter(q) && !unicode.IsDigit(q) {
				break
			}
			end += m
		}
		if languageMark[s[i:end]] {
			b.WriteString("{lang}")
		} else {
			b.WriteString(s[i:end])
		}
		i = end
	}
	return b.String()
}
