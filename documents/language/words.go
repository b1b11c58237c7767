package language

import "strings"

// french and english are function words and very common verbs of one
// language that are not words of the other: "on", "or", "me", "son", "a",
// "as", "an", "pour", "plus", "comment" and the like are left out.
var (
	french = `le la les l un une des du de au aux et ou où mais donc ni car
		que qui quoi dont lequel laquelle lesquels lesquelles auquel duquel
		ce cet cette ces cela ceci ça celui celle ceux celles
		je tu il elle nous vous ils elles lui leur leurs se soi eux moi toi
		mon ma mes ton ta tes sa ses notre nos votre vos
		dans par avec sans sous chez vers entre depuis pendant avant après
		selon contre lors dès jusque parmi envers malgré hors afin ainsi
		est sont était étaient être été sera seront serait soit soient fut étant
		avait avaient avoir ayant eu aura auront aurait ont avons avez ait aient
		fait faire font peut peuvent pouvoir doit doivent devoir veut dit
		ne pas jamais rien aussi très trop peu même mêmes autre autres tout
		toute tous toutes chaque quelque quelques aucun aucune plusieurs
		si quand lorsque puisque parce comme alors puis ici là y
		deux trois quatre cinq sept huit neuf dix premier première mois jour année
		à cependant toutefois notamment lieu cas bien moins
		celles leurs quels quelle quel quelles voici voilà`
	english = `the of and to in is are was were be been being am
		it its this that these those there here he she they them his her
		him you your yours we us our ours their theirs my mine i
		for with from by at into onto upon about between through during
		before after above below under over against within without
		but nor so yet because while whereas although though unless until
		if then than when where which who whom whose what why how
		has have had having do does did done doing will would shall should
		can could may might must cannot
		not no never any some each every other another such both either
		neither all most more less many much few several
		one two three four five seven eight nine ten first second
		also only very just even still again too out up down off
		said says get made make year years day days people new
		an as`
	elided = set(`l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu aujourd`)

	// function holds both, with the vote of each: French above zero.
	function = func() map[string]float64 {
		m := make(map[string]float64, 512)
		for w := range strings.FieldsSeq(english) {
			m[w] = -2
		}
		for w := range strings.FieldsSeq(french) {
			m[w] = 2
		}
		return m
	}()
)

type pattern struct {
	text   string
	weight float64
}

// endings are looked up in this order, the first that fits counts.
var endings = []pattern{
	{"ings", -1}, {"ing", -1}, {"ly", -0.7}, {"ness", -1}, {"ship", -1},
	{"ght", -1}, {"tional", -0.6}, {"ical", -0.6}, {"ity", -0.8}, {"ies", -0.5},
	{"ary", -0.8}, {"ory", -0.8}, {"ry", -0.5}, {"cy", -0.8}, {"ed", -0.7}, {"sh", -0.8}, {"th", -1},
	{"ould", -1}, {"ful", -0.8}, {"less", -0.8}, {"ers", -0.2}, {"ll", -0.5},
	{"ous", -0.3}, {"ck", -0.8}, {"ee", -0.6},
	{"tionnelle", 1}, {"elle", 0.8}, {"ique", 0.8}, {"iques", 0.8}, {"eur", 0.8}, {"eurs", 0.8},
	{"euse", 1}, {"eux", 1}, {"eaux", 1}, {"eau", 0.8}, {"aux", 0.9}, {"oire", 0.8}, {"aire", 0.8},
	{"aires", 0.8}, {"ement", 0.4}, {"amment", 0.8}, {"emment", 0.8}, {"ez", 0.8}, {"ait", 0.8},
	{"aient", 1}, {"ois", 0.6}, {"ais", 0.6}, {"ir", 0.5}, {"ise", 0.2}, {"ette", 0.6},
	{"lle", 0.6}, {"nne", 0.8}, {"ure", 0.1}, {"ence", 0}, {"ance", 0}, {"tion", 0},
	{"y", -0.4}, {"d", -0.4}, {"e", 0.1},
}

// endingsBy are the endings by their last byte.
var endingsBy = func() (by [256][]pattern) {
	for _, e := range endings {
		last := e.text[len(e.text)-1]
		by[last] = append(by[last], e)
	}
	return by
}()

// inside count wherever they stand in a word.
var inside = [...]pattern{
	{"th", -0.4}, {"gh", -0.4}, {"wh", -0.6}, {"oo", -0.5}, {"ee", -0.3}, {"ow", -0.3}, {"sh", -0.4},
	{"oi", 0.4}, {"eu", 0.5}, {"qu", 0.2}, {"ouv", 0.5}, {"eille", 0.8}, {"aill", 0.6},
}

// insideBy are the indexes in inside by the first byte of the pattern.
var insideBy = func() (by [256][]uint8) {
	for i, e := range inside {
		by[e.text[0]] = append(by[e.text[0]], uint8(i))
	}
	return by
}()

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
