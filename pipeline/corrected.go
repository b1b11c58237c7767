package pipeline

import (
	"concord/documents"
	"concord/pipeline/links"
)

// linksWarnings tell which links of a corrected alignment hold no more.
func linksWarnings(job Job, found links.Found) []documents.Warning {
	var out []documents.Warning
	if n := len(found.Lost); n > 0 {
		out = append(out, documents.Warning{Code: "links-lost", Message: documents.Problemf(0, "",
			"%[1]s, ligne %[2]d\u00a0: le texte de cette ligne n’est plus dans les documents (lignes dans ce cas\u00a0: %[3]d sur %[4]d)\u00a0; le programme a aligné ces passages lui-même",
			"%[1]s, line %[2]d: the text of this row is no longer in the documents (rows like it: %[3]d of %[4]d); the program aligned those passages itself",
			job.LinksFrom, job.Links[found.Lost[0]].Line, n, len(job.Links)).Message})
	}
	if n := len(found.Against); n > 0 {
		out = append(out, documents.Warning{Code: "links-numbers", Message: documents.Problemf(0, "",
			"%[1]s, ligne %[2]d\u00a0: les numéros et le texte ne désignent pas les mêmes segments (lignes dans ce cas\u00a0: %[3]d)\u00a0; le texte a été suivi. Pour suivre les numéros, videz le texte",
			"%[1]s, line %[2]d: the numbers and the text mean different segments (rows like it: %[3]d); the text was followed. To go by the numbers, leave the text out",
			job.LinksFrom, job.Links[found.Against[0]].Line, n).Message})
	}
	return out
}

func linksSwapped(name string) error {
	return documents.Problemf(documents.Misuse, "links-swapped",
		"%[1]s\u00a0: le français et l’anglais y ont changé de place\u00a0; corrigez les noms des colonnes ou les langues du fichier",
		"%[1]s: French and English have changed places in it; put right the names of the columns, or the languages of the file", name)
}
