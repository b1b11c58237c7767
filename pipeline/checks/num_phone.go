package checks

import (
	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// NumPhone tells phone numbers or extensions that differ. The way to group the
// digits and the North American country code do not count.
var NumPhone = &check.Check{
	ID: "num/phone",
	Title: documents.Pair[string]{
		FR: "un numéro de téléphone diffère d’une langue à l’autre",
		EN: "a phone number differs between the languages",
	},
	MQM: "accuracy/mistranslation", Severity: check.Major,
	Requires: []check.AnyFact{differences},
	Run:      reportDifferences(values.Phone),
}
