package extract

import "testing"

func TestIndexLine(t *testing.T) {
	for text, want := range map[string]bool{
		"binutils, 29":                       true,
		"doc-debian, 56, 58":                 true,
		"traite d’enfants, 3, 12–14":         true,
		"packages, see programs, 7":          true,
		"Toronto, 2006":                      false, // no such page
		"packages":                           false,
		"12, 14":                             false,
		"It rose, as said, by 12 points, to": false,
		"enfants, familles":                  false,
		"one two three four five six seven eight nine, 12": false,
	} {
		if got := indexLine(text, 80); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
