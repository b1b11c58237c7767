package glossary

import (
	"fmt"
	"os"
	"testing"

	"concord/documents"
)

func TestSmoke(t *testing.T) {
	f, err := os.Open("child-rights.csv")
	if err != nil {
		t.Fatal(err)
	}
	g, err := ReadCSV(f, "child-rights.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range g.Warnings {
		fmt.Println(w.Message.EN)
	}
	m := NewMatcher(g)
	for _, s := range []string{
		"L'IBCR émet par la suite des recommandations sur la traite d’enfants et les étapes de la prévention, de la réinsertion et de la poursuite.",
		"La poursuite de ce projet, mise en oeuvre et mises en œuvre, lutter contre la traite d'enfants, enfants victimes de la traite",
		"le recrutement, le transport, l'hébergement ou l'accueil d'un enfant aux fins d'exploitation",
	} {
		fmt.Println(s)
		for _, h := range m.FindAll(s, documents.FR) {
			fmt.Printf("   %q %s amb=%v hid=%v %s\n", s[h.Start:h.End], g.Concepts[h.Concept].ID, h.Ambiguous, h.Hidden, g.Term(h, documents.FR).Status)
		}
	}
	s := "The Bureau emitted its recommendations on best interests of the child, NGOs, human rights violations, the working-group, children's rights, child-friendly, people smuggling, stakeholders implementing"
	for _, h := range m.FindAll(s, documents.EN) {
		fmt.Printf("   %q %s amb=%v hid=%v %s\n", s[h.Start:h.End], g.Concepts[h.Concept].ID, h.Ambiguous, h.Hidden, g.Term(h, documents.EN).Status)
	}
}
