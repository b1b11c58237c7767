package extract

import "testing"

func TestGoesOn(t *testing.T) {
	for _, c := range []struct {
		left, right string
		want        bool
	}{
		// Broken after a sign, before one, and inside the host.
		{"https://www.", "example.org/fhs", true},
		{"https://www.example", ".org/fhs", true},
		{"https://www.example.org/social", "_contract", true},
		{"https://www.example.org/social_contract#", "guidelines", true},
		{"(https://www.example.org/", "releases/stable/", true},
		{"https://www.example.org/page?id=", "12", true},
		{"http:", "//www.example.org", true},
		{"http://", "www.example.org", true},
		{"<https://lists.example.org/long-", "name/", true},
		{"publications@", "observatoire.example.org.", true},
		{"publications@observatoire.", "example.org", true},
		{"www.example.org/", "a/b", true},
		{"<publications@observatoire.example.", "org>", true},

		// Whole addresses, and words that are none.
		{"https://www.example.org/", "for", false},
		{"https://www.example.org/.", "The", false},
		{"https://www.example.org.", "It", false},
		{"https://www.example.org", "and", false},
		{"https://www.example.org", "(see", false},
		{"https://www.example.org,", "https://www.example.com", false},
		{"the", "end.of", false},
		{"and/", "or", false},
		{"file_", "name", false},
		{"@home", "work.", false},
		{"https://www.example.org", "-", false},
		{"https://www.example.org", "", false},
	} {
		if got := goesOn(c.left, c.right); got != c.want {
			t.Errorf("%q then %q: %v, want %v", c.left, c.right, got, c.want)
		}
	}
}
