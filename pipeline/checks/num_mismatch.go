package checks

import (
	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// NumMismatch tells numbers and references (section 3.1(2), note 4) that differ:
// 1 234,5 and 1,234.5 are equal, and so are douze and 12.
var NumMismatch = &check.Check{
	ID: "num/mismatch",
	Title: documents.Pair[string]{
		FR: "un nombre ou un renvoi diffère d’une langue à l’autre",
		EN: "a number or reference differs between the languages",
	},
	MQM: "accuracy/mistranslation", Severity: check.Major,
	Requires: []check.AnyFact{differences},
	Run:      reportDifferences(values.Number, values.Reference),
}
