// Package checkdocs holds the documentation of the checks: one page for each
// check and language, num/mismatch.fr.md and num/mismatch.en.md. Page returns
// one; concord explain shows it.
package checkdocs

import (
	"embed"

	"concord/documents"
)

//go:embed */*.md
var pages embed.FS

// Page returns the page of a check, given its ID, in Markdown. It is false for
// a check that has none.
func Page(id string, l documents.Lang) (string, bool) {
	page, err := pages.ReadFile(id + "." + string(l) + ".md")
	return string(page), err == nil
}
