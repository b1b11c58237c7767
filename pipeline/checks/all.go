// Package checks holds the built-in checks, one file each, listed in All. What
// several of them share are facts: the values of each segment (facts.go), the
// values without an equal (differ.go), the terms of the glossary (term_use.go).
//
// To add one, see CONTRIBUTING.md: a file here, cases under
// testdata/<group>/<name>, a page in each language under
// docs/checks/<group>, and a line in All.
package checks

import (
	"slices"

	"concord/pipeline/check"
)

// ByDefault returns the checks that run unless the user says otherwise.
func ByDefault() []*check.Check {
	return slices.DeleteFunc(All(), func(c *check.Check) bool { return c.Off })
}

// All returns the built-in checks in the order in which they are explained.
func All() []*check.Check {
	return []*check.Check{
		NumMismatch,
		NumMoney,
		NumUnit,
		NumPercent,
		NumDate,
		NumTime,
		NumPhone,
		LinkMismatch,
		LinkMail,
		TextMissing,
		TextExtra,
		TextUntranslated,
		TextMoved,
		SemDivergent,
		TextPartial,
		TermMissing,
		TermForbidden,
		TermInconsistent,
		TermAdmitted,
		TermCollision,
		TermName,
		SemFalseFriend,
		RefTitle,
		RefDefinition,
	}
}
