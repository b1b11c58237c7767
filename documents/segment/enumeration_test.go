package segment_test

import (
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/segment"
)

// A long sentence is cut where it enumerates and nowhere else; "‖" stands where
// a piece ends.
func TestEnumerations(t *testing.T) {
	for _, c := range []struct {
		name string
		lang documents.Lang
		text string
	}{
		{"items after a colon", documents.FR,
			"La demande que le responsable transmet au greffe au plus tard trente jours après la décision contient les renseignements suivants :‖ le nom et l’adresse de la personne qui a présenté la demande d’accès ;‖ la date à laquelle la décision lui a été notifiée par écrit ;‖ le motif du refus, avec la disposition de la loi sur laquelle il se fonde et les pièces à l’appui."},
		{"no colon, and a last item", documents.EN,
			"Where the head of the institution refuses access, the notice that is sent to the person who asked for the record shall name the provision on which the refusal is based;‖ state that the person may complain to the office of the ombudsman within sixty days of the notice; or‖ explain why neither the one nor the other can be said without giving away what the provision protects."},
		{"semicolons that part clauses", documents.FR,
			"Le comité s’est réuni à plusieurs reprises au cours de l’hiver dans les locaux de la commission scolaire ; ses membres ont entendu les parents, les enseignants et les élèves qui souhaitaient prendre la parole ; aucun d’eux n’a demandé que le calendrier de l’année soit revu, bien que le rapport de l’an dernier l’ait recommandé à la commission."},
		{"a short enumeration", documents.EN, "It shall state: the name; the address; and the date."},
		{"a colon after the semicolons", documents.EN,
			"The members met several times over the winter in the rooms of the school board; they heard the parents, the teachers and those of the pupils who wished to speak to them in person; nobody asked for another calendar, although one had been proposed in the report of the year before, and so the chair closed the meeting with these words: thank you for coming."},
		{"a time and a ratio", documents.EN,
			"The meeting of the joint committee of the two school boards, which had been put off three times because of the weather, began at 10:30 in the large hall and went on until late in the evening, when the members agreed on a ratio of 1:18 between teachers and pupils, a figure that neither of the two boards had been willing to name in public before that day in March."},
		{"marked items, however short", documents.FR,
			"Le comité doit :‖ a) fixer son quorum et son calendrier;‖ b) tenir un procès-verbal;‖ c) rendre compte au conseil."},
		{"marked items after a verb", documents.EN,
			"The committee must‖ – fix its quorum and its calendar;‖ – keep minutes of its meetings; and‖ – report to the board."},
		{"references", documents.EN, "The notice under paragraphs (a) and (b), or under (c), is sent to the persons named in paragraphs (a) to (d) of that section."},
		{"asides between dashes", documents.FR, "Le comité – qui siège à huis clos – a entendu le directeur – absent la veille – et sa suppléante."},
		{"a series that does not count up", documents.EN, "The rate (a) of the first year, and the rate (c) of the third year, were published."},
	} {
		text := strings.ReplaceAll(c.text, "‖", "")
		var got []string
		for _, r := range segment.Split(text, c.lang) {
			got = append(got, text[r[0]:r[1]])
		}
		if g := strings.Join(got, "‖ "); g != c.text {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, g, c.text)
		}
	}
}

func TestMarked(t *testing.T) {
	for text, want := range map[string]int{
		"Le comité doit : a) fixer son quorum et son calendrier; b) tenir un procès-verbal; c) rendre compte.": 3,
		"Each fleet makes • a statement that the first rule • a statement that the second rule":                2,
		"The committee met (a) in May.": 0,
		"":                              0,
	} {
		if got := segment.Marked(text); got != want {
			t.Errorf("%q: %d marks, want %d", text, got, want)
		}
	}
}
