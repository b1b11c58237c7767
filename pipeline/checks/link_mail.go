package checks

import (
	"concord/documents"
	"concord/documents/values"
	"concord/pipeline/check"
)

// LinkMail tells mail addresses that differ. Another domain is major; another
// name at the same domain is minor, since an office may have one address for
// each language.
var LinkMail = &check.Check{
	ID: "link/mail",
	Title: documents.Pair[string]{
		FR: "une adresse de courriel diffère d’une langue à l’autre",
		EN: "a mail address differs between the languages",
	},
	MQM: "design-and-markup/link", Severity: check.Minor,
	Requires: []check.AnyFact{differences},
	Run:      reportLinks(values.Mail),
}
