package glossary

import "strings"

// Irregular French plurals whose singular does not show them. Nouns in -ail
// with -aux, the seven in -oux, and four of their own (Grevisse, Le bon usage,
// sections on the plural of nouns).
var pluralsFR = map[string]string{
	"oeil": "yeux", "ciel": "cieux", "aïeul": "aïeux", "ail": "aulx",
	"bail": "baux", "corail": "coraux", "émail": "émaux", "soupirail": "soupiraux",
	"travail": "travaux", "vantail": "vantaux", "vitrail": "vitraux",
	"bijou": "bijoux", "caillou": "cailloux", "chou": "choux", "genou": "genoux",
	"hibou": "hiboux", "joujou": "joujoux", "pou": "poux",
	"monsieur": "messieurs", "madame": "mesdames",
}

// personsFR are nouns in -é for persons, which have a feminine; other nouns in
// -é (traité, marché, comité) must not gain one: "traitée" is a form of traiter.
var personsFR = wordSet(`abonné accidenté accusé administré adopté affilié allié assuré attaché associé
	blessé breveté chargé condamné délégué demandé député détenu diplômé disparu employé exilé exposé
	handicapé immigré inculpé initié intéressé interné invité juré libéré licencié naufragé nouveau-né
	participant prévenu privilégié rapatrié réfugié rescapé retraité salarié sinistré surdoué syndiqué
	traumatisé`)

func (s *formSet) pluralFR(w string) {
	if p, ok := pluralsFR[w]; ok {
		s.add(p, w+"s")
		return
	}
	last := w[len(w)-1]
	if last == 's' || last == 'x' || last == 'z' {
		return
	}
	s.add(w + "s")
	if stem, ok := cut(w, "al"); ok {
		s.add(stem + "aux")
	}
	for _, e := range []string{"au", "eu"} {
		if strings.HasSuffix(w, e) {
			s.add(w + "x")
		}
	}
}

// nounFR adds the plural and, for words that name persons by their ending, the
// feminine forms.
func (s *formSet) nounFR(w string) {
	s.pluralFR(w)
	fem := func(f string) { s.add(f, f+"s") }
	switch {
	case personsFR[w], endsIn(w, "ant", "ent") && !endsIn(w, "ment") && len(w) > 5:
		fem(w + "e")
	case endsIn(w, "onnel", "ien", "éen", "yen"):
		fem(w + w[len(w)-1:] + "e")
	case endsIn(w, "ier"):
		fem(strings.TrimSuffix(w, "er") + "ère")
	case endsIn(w, "teur"):
		stem := strings.TrimSuffix(w, "eur")
		fem(stem + "rice")
		fem(stem + "euse")
		fem(w + "e")
	case endsIn(w, "eur"):
		fem(strings.TrimSuffix(w, "r") + "se")
		fem(w + "e")
	}
}

// adjFR adds number and gender of an adjective or past participle given in the
// masculine or the feminine singular.
func (s *formSet) adjFR(w string) {
	s.pluralFR(w)
	for _, f := range feminineFR(w) {
		s.add(f, f+"s")
	}
}

var irregularFemininesFR = map[string]string{
	"public": "publique", "turc": "turque", "grec": "grecque", "blanc": "blanche", "franc": "franche",
	"sec": "sèche", "long": "longue", "frais": "fraîche", "gros": "grosse", "bas": "basse",
	"épais": "épaisse", "gras": "grasse", "las": "lasse", "doux": "douce", "faux": "fausse",
	"roux": "rousse", "nul": "nulle", "gentil": "gentille", "beau": "belle", "nouveau": "nouvelle",
	"vieux": "vieille", "fou": "folle", "mou": "molle", "exprès": "expresse", "tiers": "tierce",
	"favori": "favorite", "aigu": "aiguë", "bénin": "bénigne", "malin": "maligne", "complet": "complète",
	"concret": "concrète", "discret": "discrète", "inquiet": "inquiète", "secret": "secrète",
	"incomplet": "incomplète", "indiscret": "indiscrète", "désuet": "désuète",
}

func feminineFR(w string) []string {
	if f, ok := irregularFemininesFR[w]; ok {
		return []string{f}
	}
	stem := func(ending string) string { return strings.TrimSuffix(w, ending) }
	switch {
	case strings.HasSuffix(w, "e"):
		return nil
	case endsIn(w, "el", "eil", "en", "on", "et"):
		return []string{w + w[len(w)-1:] + "e"}
	case endsIn(w, "er"):
		return []string{stem("er") + "ère"}
	case endsIn(w, "eux"):
		return []string{stem("x") + "se"}
	case endsIn(w, "teur"):
		return []string{stem("eur") + "rice", stem("r") + "se", w + "e"}
	case endsIn(w, "eur"):
		return []string{stem("r") + "se", w + "e"}
	case endsIn(w, "f"):
		return []string{stem("f") + "ve"}
	case endsIn(w, "x", "z", "eau", "ou"):
		return nil
	}
	return []string{w + "e"}
}

// singularFR gives what a word may be the plural of.
func singularFR(w string) []string {
	if len(w) < 4 {
		return nil
	}
	switch {
	case endsIn(w, "aux"):
		return []string{strings.TrimSuffix(w, "ux") + "l", strings.TrimSuffix(w, "x"), strings.TrimSuffix(w, "ux") + "il"}
	case endsIn(w, "eux", "oux"):
		return []string{strings.TrimSuffix(w, "x")}
	case strings.HasSuffix(w, "s") && !endsIn(w, "ss"):
		return []string{strings.TrimSuffix(w, "s")}
	}
	return nil
}

func endsIn(w string, endings ...string) bool {
	for _, e := range endings {
		if _, ok := cut(w, e); ok {
			return true
		}
	}
	return false
}

// The endings of the simple tenses and the participles by which a French verb
// is found, for the three regular groups.
const (
	endingsER = "er e es ent é ée és ées ais ait aient ai as a âmes âtes èrent ant asse assent ât " +
		"ons ez ions iez"
	endingsFuture = "ai as a ons ez ont ais ait ions iez aient"
	endingsIR     = "ir is it issons issez issent issais issait issions issiez issaient isse isses irent " +
		"ît issant issante issants i ie ies"
	endingsRE = "re s - t ons ez ent ais ait ions iez aient is it îmes îtes irent e es ant u ue us ues"
)

// irregularVerbsFR: an ending of the infinitive with the endings that take its
// place; compounds follow their base (mettre: émettre, soumettre). Longer
// endings stand first. The list holds the families that the 2,000 most used
// verbs of administrative French fall into.
var irregularVerbsFR = []struct{ infinitive, endings string }{
	{"mettre", "mettre mets met mettons mettez mettent mettais mettait mettions mettiez mettaient mette mettes mis mise mises mit mirent mettant mettrai mettra mettrons mettrez mettront mettrait mettraient"},
	{"battre", "battre bats bat battons battez battent battais battait battaient batte battes battu battue battus battues battit battirent battant battra battront battrait battraient"},
	{"prendre", "prendre prends prend prenons prenez prennent prenais prenait prenions preniez prenaient prenne prennes pris prise prises prit prirent prenant prendra prendrons prendrez prendront prendrait prendraient"},
	{"tenir", "tenir tiens tient tenons tenez tiennent tenais tenait tenions teniez tenaient tienne tiennes tenu tenue tenus tenues tint tinrent tenant tiendra tiendrons tiendrez tiendront tiendrait tiendraient"},
	{"venir", "venir viens vient venons venez viennent venais venait venions veniez venaient vienne viennes venu venue venus venues vint vinrent venant viendra viendrons viendrez viendront viendrait viendraient"},
	{"faire", "faire fais fait faisons faites font faisais faisait faisions faisiez faisaient fasse fasses fassent faite faits fit firent faisant fera ferons ferez feront ferait feraient"},
	{"uire", "uire uis uit uisons uisez uisent uisais uisait uisions uisiez uisaient uise uises uite uits uites uisit uisirent uisant uira uirons uirez uiront uirait uiraient"},
	{"crire", "crire cris crit crivons crivez crivent crivais crivait crivions criviez crivaient crive crives crite crits crites crivit crivirent crivant crira crirons crirez criront crirait criraient"},
	{"dire", "dire dis dit disons dites disez disent disais disait disions disiez disaient dise dises dite dits dirent disant dira dirons direz diront dirait diraient"},
	{"élire", "élire élis élit élisons élisez élisent élisait élisaient élise élu élue élus élues élut élurent élisant élira éliront élirait"},
	{"vrir", "vrir vre vres vrons vrez vrent vrais vrait vrions vriez vraient vert verte verts vertes vrit vrirent vrant vrira vriront vrirait vriraient"},
	{"frir", "frir fre fres frons frez frent frais frait frions friez fraient fert ferte ferts fertes frit frirent frant frira friront frirait friraient"},
	{"cevoir", "cevoir çois çoit cevons cevez çoivent cevais cevait cevions ceviez cevaient çoive çoives çu çue çus çues çut çurent cevant cevra cevrons cevrez cevront cevrait cevraient"},
	{"prévoir", "prévoir prévois prévoit prévoyons prévoyez prévoient prévoyais prévoyait prévoyaient prévoie prévoies prévu prévue prévus prévues prévit prévirent prévoyant prévoira prévoiront prévoirait prévoiraient"},
	{"voir", "voir vois voit voyons voyez voient voyais voyait voyaient voie voies vu vue vus vues vit virent voyant verra verrons verrez verront verrait verraient"},
	{"suivre", "suivre suis suit suivons suivez suivent suivais suivait suivions suiviez suivaient suive suives suivi suivie suivis suivies suivit suivirent suivant suivra suivrons suivrez suivront suivrait suivraient"},
	{"vivre", "vivre vis vit vivons vivez vivent vivait vivaient vive vives vécu vécue vécus vécues vécut vécurent vivant vivra vivront vivrait vivraient"},
	{"aître", "aître ais aît aissons aissez aissent aissais aissait aissaient aisse aisses u ue us ues ut urent aissant aîtra aîtront aîtrait aîtraient"},
	{"aindre", "aindre ains aint aignons aignez aignent aignais aignait aignaient aigne aignes ainte aints aintes aignit aignirent aignant aindra aindront aindrait aindraient"},
	{"eindre", "eindre eins eint eignons eignez eignent eignais eignait eignaient eigne eignes einte eints eintes eignit eignirent eignant eindra eindront eindrait eindraient"},
	{"oindre", "oindre oins oint oignons oignez oignent oignais oignait oignaient oigne oignes ointe oints ointes oignit oignirent oignant oindra oindront oindrait oindraient"},
	{"convaincre", "convaincre convaincs convainc convainquons convainquez convainquent convainquait convainquaient convainque convaincu convaincue convaincus convaincues convainquit convainquant convaincra convaincront convaincrait"},
	{"clure", "clure clus clut cluons cluez cluent cluais cluait cluaient clue clues clu cluses cluse clurent cluant clura cluront clurait cluraient"},
	{"courir", "courir cours court courons courez courent courais courait couraient coure coures couru courue courus courues courut coururent courant courra courront courrait courraient"},
	{"quérir", "quérir quiers quiert quérons quérez quièrent quérais quérait quéraient quière quis quise quises quit quirent quérant querra querront querrait querraient"},
	{"servir", "servir sers sert servons servez servent servais servait servaient serve serves servi servie servis servies servit servirent servant servira serviront servirait serviraient"},
	{"sentir", "sentir sens sent sentons sentez sentent sentais sentait sentaient sente sentes senti sentie sentis senties sentit sentirent sentant sentira sentiront sentirait sentiraient"},
	{"sortir", "sortir sors sort sortons sortez sortent sortais sortait sortaient sorte sortes sorti sortie sortis sorties sortit sortirent sortant sortira sortiront sortirait sortiraient"},
}

func (s *formSet) verbFR(w string) {
	for _, v := range irregularVerbsFR {
		if stem, ok := strings.CutSuffix(w, v.infinitive); ok {
			s.endings(stem, v.endings)
			return
		}
	}
	stem := w[:max(0, len(w)-2)]
	switch {
	case endsIn(w, "er"):
		s.endings(stem, endingsER)
		s.endings(w, endingsFuture)
		s.firstGroupFR(stem)
	case endsIn(w, "ir"):
		s.endings(stem, endingsIR)
		s.endings(w, endingsFuture)
	case endsIn(w, "re"):
		s.endings(stem, endingsRE)
		s.endings(w[:len(w)-1], endingsFuture)
	}
}

// firstGroupFR adds the forms of -er verbs whose stem changes its spelling:
// commencer, protéger, lever, céder, appuyer, appeler, jeter.
func (s *formSet) firstGroupFR(stem string) {
	if t, ok := cut(stem, "c"); ok {
		s.endings(t+"ç", "ons ais ait aient ai as a âmes ât ant")
	}
	if t, ok := cut(stem, "g"); ok {
		s.endings(t+"ge", "ons ais ait aient ai as a âmes ât ant")
	}
	if t, ok := cut(stem, "y"); ok {
		s.endings(t+"i", "e es ent era eront erait eraient")
	}
	if endsIn(stem, "el", "et") {
		s.endings(stem+stem[len(stem)-1:], "e es ent era eront erait eraient")
	}
	// The last e or é before the consonants that end the stem becomes è.
	body := strings.TrimRight(stem, "bcdfghjklmnpqrstvwxz")
	for _, vowel := range []string{"é", "e"} {
		if t, ok := strings.CutSuffix(body, vowel); ok && len(body) < len(stem) {
			s.endings(t+"è"+stem[len(body):], "e es ent era eront erait eraient")
		}
	}
}
