package checks

import (
	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// NumUnit tells measures whose figure or unit differs: 24 jours and 24 months.
// What converts exactly is equal: 12 months and one year, 1.5 km and 1 500 m.
var NumUnit = &check.Check{
	ID: "num/unit",
	Title: documents.Pair[string]{
		FR: "une mesure diffère d’une langue à l’autre",
		EN: "a measure differs between the languages",
	},
	MQM: "accuracy/mistranslation", Severity: check.Major,
	Requires: []check.AnyFact{differences},
	Run:      reportDifferences(values.Measure),
}
