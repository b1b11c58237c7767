package checks

import (
	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// NumMoney tells amounts of money whose figure or currency differs. A dollar
// sign alone equals the dollar of any country.
var NumMoney = &check.Check{
	ID: "num/money",
	Title: documents.Pair[string]{
		FR: "une somme diffère d’une langue à l’autre",
		EN: "an amount of money differs between the languages",
	},
	MQM: "accuracy/mistranslation", Severity: check.Major,
	Requires: []check.AnyFact{differences},
	Run:      reportDifferences(values.Money),
}
