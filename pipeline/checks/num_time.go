package checks

import (
	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// NumTime tells times of day that differ: 15 h 30 and 3:30 p.m. are equal.
var NumTime = &check.Check{
	ID: "num/time",
	Title: documents.Pair[string]{
		FR: "une heure diffère d’une langue à l’autre",
		EN: "a time of day differs between the languages",
	},
	MQM: "accuracy/mistranslation", Severity: check.Major,
	Requires: []check.AnyFact{differences},
	Run:      reportDifferences(values.Time),
}
