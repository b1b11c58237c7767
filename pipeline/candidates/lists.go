package candidates

import (
	"strings"
	"sync"

	"concord/documents"
)

// The closed lists of a language. They are about how the language works and
// not about any field: function words, words that point at another place of
// the text, and nouns that say too little to be terms.
type lists struct {
	// prepositions may join the nouns of a term; articles may follow them.
	prepositions, articles map[string]bool
	// never stand in a term: the other function words, auxiliaries, numerals,
	// and adjectives that point ("applicable", "susmentionné").
	never map[string]bool
	// inner words neither begin nor end a term: nouns of prepositional phrases
	// ("in respect of"), quantities ("number of"), parts of a text.
	inner map[string]bool
	// common nouns are no term by themselves, but may begin or end one:
	// "date" in "date of birth".
	common map[string]bool
}

func listsOf(l documents.Lang) *lists {
	if l == documents.FR {
		return listsFR()
	}
	return listsEN()
}

var listsFR = sync.OnceValue(func() *lists {
	return &lists{
		prepositions: set(`de d du des à au aux en sur pour par sans sous contre entre hors avec dans`),
		articles:     set(`le la l les`),
		never: set(`un une et ou où ni mais donc or car que qu qui quoi dont quel quelle quels quelles lequel laquelle
			lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles ce c cet cette ces ceci cela ça
			celui celle ceux celles ci là il ils elle elles on nous vous je j tu me m te t se s lui leur leurs eux y soi
			mon ma mes ton ta tes son sa ses notre nos votre vos ne n pas plus moins très aussi ainsi alors après avant
			afin aucun aucune aujourd'hui autant autre autres autrui bien cependant chacun chacune chaque chez comme
			comment depuis dès dessous dessus devant derrière durant encore ensuite est être étant sont était étaient
			sera seront serait seraient soit soient fut furent avoir a ont avait avaient aura auront aurait ayant eu ait
			aient peut peuvent pouvait pourra pourrait pouvant doit doivent devait devra devrait dû faut fait font faire
			faite faits faites jusque jusqu lors lorsque lorsqu malgré même mêmes moyennant néanmoins non notamment
			nonobstant outre parmi pendant peu pourvu presque puis puisque puisqu quand quant quelconque quelque
			quelques quelqu quiconque quoique sauf selon seulement si sinon tant tard tel telle tels telles tôt
			toujours tous tout toute toutes toutefois trop vers via voici voilà vis suivant suivants suivante suivantes
			ledit ladite lesdits lesdites dudit susdit présente présentes présent présents deux trois quatre cinq six
			sept huit neuf dix onze douze vingt trente quarante cinquante cent mille plusieurs certains certaines
			certain certaine divers diverses différents différentes premier première premiers premières second seconde
			deuxième troisième quatrième dernier dernière derniers dernières prochain prochaine précédent précédente
			précédents précédentes unique entier entière visé visée visés visées prévu prévue prévus prévues mentionné
			mentionnée mentionnés mentionnées indiqué indiquée indiqués indiquées énoncé énoncée énoncés énoncées
			précité précitée susmentionné susmentionnée précisé précisée précisés précisées applicable applicables
			relatif relative relatifs relatives concerné concernée concernés concernées intéressé donné donnée connexe
			connexes semblable semblables analogue analogues nécessaire nécessaires pertinent pertinente pertinents
			pertinentes approprié appropriée appropriés appropriées possible possibles suffisant suffisante éventuel
			éventuelle éventuels éventuelles respectif respective respectifs respectives supplémentaire supplémentaires
			additionnel additionnelle conforme conformes propre propres seul seule seuls seules nouveau nouvelle
			nouveaux nouvelles grand grande grands grandes petit petite petits petites bon bonne important importante
			importants importantes etc cf al op ibid monsieur madame mm mme`),
		inner: set(`cas égard vertu titre fin compte fois part sens façon manière mesure réserve objet cadre sujet suite
			raison but effet partir propos dépit défaut faveur fonction intermédiaire application vigueur alinéa
			paragraphe sous-alinéa article annexe chapitre rubrique colonne ligne nombre ensemble plupart reste totalité
			moitié majorité partie catégorie type genre sorte liste série kilogramme mètre litre gramme tonne kilomètre
			millimètre centimètre degré janvier février mars avril mai juin juillet août septembre octobre novembre
			décembre lundi mardi mercredi jeudi vendredi samedi dimanche dollar pourcentage chose fait exemple`),
		common: set(`moyen terme lieu point question élément situation circonstance jour mois an année heure minute date moment
			temps époque durée période montant somme nom personne égal total ordre état façon base niveau forme
			objectif condition modalité disposition facteur action aspect autre accord besoin aide cours travail
			résultat section division tiers usage utilisation nature caractère ailleurs ci-après droit chiffre`),
	}
})

var listsEN = sync.OnceValue(func() *lists {
	return &lists{
		prepositions: set(`of for in to on at by with from under between against without`),
		articles:     set(`the a an`),
		never: set(`and or nor but so yet if unless because although though while whereas whether than then that this these
			those which who whom whose what when where why how it its he him his she her hers they them their theirs we us
			our ours you your yours i me my mine one ones is are was were be been being am has have had having do does did
			done doing may might must shall should will would can could ought not no none neither either both each every
			any all some such same other another others about above across after again ago along already also always among
			amongst around as aside away back before behind below beneath beside besides beyond down during else elsewhere
			enough even ever except far few further furthermore hence here hereby herein hereof hereto hereunder however
			indeed instead into just later least less like little many more moreover most much near nearly never
			nevertheless next notwithstanding now off often once only onto otherwise out outside over own per perhaps quite
			rather regarding respecting said since still subject therefor therefore therefrom therein thereof thereon
			thereto there thereafter through throughout thus till together too toward towards until up upon very via well
			within including include includes included following means mean concerning pursuant provided according due
			save respectively accordingly forthwith two three four five six seven eight nine ten eleven twelve twenty
			thirty forty fifty hundred thousand several various certain first second third fourth last previous prior
			former latter new old good bad great small different particular applicable relevant respective appropriate
			necessary reasonable possible available sufficient additional similar referred set described specified
			mentioned listed given made taken related important unique entire whole etc eg ie cf al mr mrs ms dr
			relating respect`),
		inner: set(`case accordance purpose regard extent manner way basis reason relation account virtue behalf event effect
			view addition connection matter thing fact sake instance sort kind type category class part paragraph
			subparagraph subsection article chapter clause item column line number lot list series majority remainder half
			kilogram metre litre gram tonne kilometre millimetre centimetre degree january february march april may june
			july august september october november december monday tuesday wednesday thursday friday saturday sunday
			dollar percentage example`),
		common: set(`time end result day year month hour minute date moment week period amount total aggregate name person
			people situation circumstance condition state order section division schedule provision use nature base level
			form objective factor action aspect agreement need aid course work right point question element means use
			place figure`),
	}
})

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}
