package pdfnative

// What a byte is in PDF syntax; 0 is a regular character.
const (
	white = 1 + iota
	delimiter
)

var syntax = [256]uint8{
	' ': white, '\n': white, '\r': white, '\t': white, 0: white, '\f': white,
	'(': delimiter, ')': delimiter, '<': delimiter, '>': delimiter, '[': delimiter, ']': delimiter,
	'{': delimiter, '}': delimiter, '/': delimiter, '%': delimiter,
}

func isSpace(c byte) bool { return syntax[c] == white }

func isDelimiter(c byte) bool { return syntax[c] == delimiter }

func unhex(c byte) int { return int(hexDigits[c]) }

// hexDigits are the values of hexadecimal digits, -1 for other bytes.
var hexDigits = func() (value [256]int8) {
	for c := range value {
		switch {
		case c >= '0' && c <= '9':
			value[c] = int8(c - '0')
		case c >= 'a' && c <= 'f':
			value[c] = int8(c-'a') + 10
		case c >= 'A' && c <= 'F':
			value[c] = int8(c-'A') + 10
		default:
			value[c] = -1
		}
	}
	return value
}()

// plainInString are the bytes that stand for themselves in a string.
var plainInString = func() (plain [256]bool) {
	for c := range plain {
		switch c {
		case '(', ')', '\\', '\r':
		default:
			plain[c] = true
		}
	}
	return plain
}()
