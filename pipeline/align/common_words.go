package align

import (
	"strings"

	"concord/documents"
)

// commonWords pairs the commonest words of French and English that do not look
// alike: without them a sentence of a story has hardly an anchor. One line is
// one meaning, French forms before the bar, English after; a form may stand on
// several lines. Words that are frequent in every sentence (de, of, le, the)
// are left out. The table is written by hand from general knowledge, for no
// corpus in particular, and gives way to a learned one when there is one.
const commonWords = `
je j me m moi | i me myself
mon ma mes | my mine
tu te toi vous | you yourself
votre vos ton ta tes | your yours
il lui | he him it
elle | she her it
elles ils eux leur | they them
leurs leur | their theirs
nous | we us
notre nos | our ours
qui | who which whom that
que quoi | what that
quand lorsque | when
ou | where
pourquoi | why
comment | how
si | if whether so
mais | but
parce car puisque | because since for
sans | without
sauf | except unless other
entre | between among
sous | under
selon | according under
pendant durant | during while
apres | after
avant | before
depuis | since from
contre | against
chez | home house
vers | toward towards about
pas | not no t
ne | not no t cannot
jamais | never ever
rien | nothing anything
aucun aucune nul nulle | no any none
personne | nobody person anyone
toujours | always still
encore | again still yet
seulement seul seule uniquement | only alone single
tres | very
aussi egalement | also too as
ainsi | thus so
ici | here
maintenant | now
hier | yesterday
aujourd'hui | today
demain | tomorrow
beaucoup | much many lot
plusieurs | several many
tout toute tous toutes | all every any whole everything
chaque chacun chacune | each every
autre autres | other another others
meme memes | same even
moins | less least
plus | more most
bien | well good
mal | bad badly
bon bonne bons bonnes | good
mauvais mauvaise | bad
grand grande grands grandes | great large big
petit petite petits petites | small little
nouveau nouvelle nouveaux nouvelles | new news
premier premiere | first
dernier derniere derniers dernieres | last latest
deux | two both
trois | three
quatre | four
cinq | five
sept | seven
huit | eight
neuf | nine
dix | ten
douze | twelve
vingt | twenty
trente | thirty
cinquante | fifty
cent cents | hundred
mille | thousand
second seconde deuxieme | second
troisieme | third
moitie | half
peut peuvent pouvait pourrait pouvoir puisse | may can could might
doit doivent devait devrait devoir | must shall should
faut | must need necessary
veut veux voulait vouloir voulez | want wanted wants wish
fait faire font faisait fit | do does did done make made makes making
dit dire disait disent | say said says saying told tell
voir vu voit vit vue | see saw seen view
aller va vais alla allait vont | go going went goes
venir vient vint venait venu | come came comes coming
savoir sait sais savait | know knew knows known
donner donne donna donnee donne | give gave given gives
prendre prend prit pris prise | take took taken taking
mettre met mis mise | put set
trouver trouve trouva | find found
demander demande demanda | ask asked request application
croire crois croyait | believe think thought
pensait pense penser | think thought
parler parle parlait | speak talk spoke talking
entendu entendre entendit | heard hear
montrer montre | show shows shown
devenir devient devenu | become became becomes
tenir tenu tient | keep hold held kept
perdu perdre | lost lose loss
gagner gagne | win won
jouer jeu joue | play game played
tuer tue | kill killed
mourir mort morts meurt | die died death dead deaths
vivre vit vie vivant | live life living
aimer aime amour | love like loved
besoin | need needs
janvier | january
fevrier | february
mars | march
avril | april
mai | may
juin | june
juillet | july
aout | august
lundi | monday
mardi | tuesday
mercredi | wednesday
jeudi | thursday
vendredi | friday
samedi | saturday
dimanche | sunday
jour jours journee | day days
semaine semaines | week weeks
mois | month months monthly
an ans annee annees annuel annuelle | year years annual yearly
heure heures | hour hours o clock
temps | time weather
fois | times time once
nuit | night
matin | morning
soir soiree | evening night
homme hommes | man men
femme femmes | woman women wife
enfant enfants | child children
fille filles | girl girls daughter
garcon garcons | boy boys
fils | son
pere | father
mere | mother
frere freres | brother brothers
soeur soeurs | sister sisters
ami amis amie | friend friends
gens | people
pays | country countries
etat etats | state states status
monde | world everyone
ville villes | city town
maison | house home
rue | street
eau eaux | water waters
feu | fire
terre | land earth ground
mer | sea
lait | milk
main mains | hand hands
tete | head
yeux oeil | eyes eye
pied pieds | foot feet
coeur | heart
corps | body
voix | voice
mot mots parole paroles | word words
livre livres | book books pounds
lettre lettres | letter letters
nom noms | name names
argent | money silver
prix | price prize
roi | king
reine | queen
guerre | war
loi lois | law laws act acts
reglement reglements | regulation regulations
article articles | section sections article
alinea alineas | paragraph paragraphs
paragraphe paragraphes | subsection subsections paragraph
annexe annexes | schedule schedules annex appendix
partie parties | part parties party
droit droits | right rights law duty
juge juges | judge judges
tribunal tribunaux | court courts tribunal
cour | court
avis | notice opinion
ordonnance arrete decret | order orders
demandeur | applicant
permis licence | licence license permit
renseignements | information
personne personnes | person persons people
membre membres | member members
travail travaux travailler | work works working labour
travailleur travailleurs | worker workers
emploi emplois | employment job jobs
ecole ecoles | school schools
etude etudes | study studies
recherche recherches | research search
maladie maladies | disease illness
sante | health
malade malades | ill sick patients
poumon poumons pulmonaire pulmonaires | lung lungs pulmonary
jeune jeunes | young youth
vieux vieille | old
long longue | long
haut haute | high upper
bas basse | low lower
rouge | red
noir noire | black
blanc blanche | white
vrai vraie vraiment | true truly really
faux fausse | false
nombre nombreux nombreuses | number many numerous
moyen moyens moyenne | means average middle
cas | case cases event
fin | end
debut | beginning start
exemple | example instance
chose choses | thing things
question | matter question issue
raison | reason
compte | account
plan | plan
lieu | place
niveau | level
taux | rate rates
navire navires batiment | ship ships vessel vessels
bateau | boat ship
vehicule vehicules | vehicle vehicles
voiture voitures | car cars
aeronef aeronefs avion | aircraft plane
marchandises | goods
produit produits | product products goods
entreprise entreprises societe | company undertaking business corporation
vente vendre | sale sell
achat acheter | purchase buy
impot impots | tax taxes
`

// meanings maps each folded form of a language to the lines that it stands on.
var meanings = readMeanings()

func readMeanings() documents.Pair[map[string][]int32] {
	m := documents.Pair[map[string][]int32]{FR: map[string][]int32{}, EN: map[string][]int32{}}
	for n, line := range strings.Split(strings.TrimSpace(commonWords), "\n") {
		fr, en, _ := strings.Cut(line, "|")
		add := func(to map[string][]int32, forms string) {
			for _, f := range strings.Fields(forms) {
				to[f] = append(to[f], int32(n))
			}
		}
		add(m.FR, fr)
		add(m.EN, en)
	}
	return m
}
