package config

import (
	_ "embed"

	"concord/documents"
)

//go:embed template.fr.yaml
var templateFR string

//go:embed template.en.yaml
var templateEN string

// Template is a concord.yaml to begin with, with comments in one language. It
// loads as it is and sets nothing but what it shows.
func Template(l documents.Lang) string {
	if l == documents.FR {
		return templateFR
	}
	return templateEN
}
