package checks

import (
	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// NumPercent tells percentages that differ; 5 ‰ is 0.5 %.
var NumPercent = &check.Check{
	ID: "num/percent",
	Title: documents.Pair[string]{
		FR: "un pourcentage diffère d’une langue à l’autre",
		EN: "a percentage differs between the languages",
	},
	MQM: "accuracy/mistranslation", Severity: check.Major,
	Requires: []check.AnyFact{differences},
	Run:      reportDifferences(values.Percent),
}
