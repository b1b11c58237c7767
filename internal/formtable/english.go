package main

import (
	"slices"
	"strings"

	"concord/glossary/forms"
)

// english adds the words of a dictionary made from SCOWL. Its affixes mix
// inflection and word formation: S, D, G and T inflect; J, X and Z are plurals
// of what G, N and R make; the others make a word of its own, as do the
// prefixes. M is the possessive, which concord cuts off, and marks a noun; a
// word whose prefixes make verbs (judge, prejudge) has it as an entry of its
// own.
func (x lexicon) english(f *affixFile, words []entry) {
	owners := map[string]bool{}
	for _, e := range words {
		if w, ok := strings.CutSuffix(e.word, "'s"); ok {
			owners[w] = true
		}
	}
	for _, e := range words {
		if owners[e.word] && !e.has("M") {
			e.flags = append(e.flags, "M")
		}
		if strings.Contains(e.word, "'") {
			continue
		}
		bases := []string{e.word}
		for _, flag := range e.flags {
			if f.prefix[flag] {
				bases = append(bases, f.prefixed(e.word, flag)...)
			}
		}
		for _, base := range bases {
			x.englishWord(f, e, base)
		}
	}
}

func (x lexicon) englishWord(f *affixFile, e entry, base string) {
	own := forms.Noun | forms.Other
	switch {
	case e.has("D", "G"):
		own = forms.Verb
		if e.has("M") {
			own |= forms.Noun // the letters of a noun can be owned
		}
	case e.has("T"):
		own = forms.Adjective
	case !e.has("S", "M"):
		own = forms.Adjective | forms.Noun | forms.Other
	}
	if irregularEN[folded(base)] == "" || e.has("S", "D", "G") {
		x.add(base, base, own)
	}
	one := func(flag string) string {
		if made := f.suffixed(base, flag); len(made) > 0 {
			return made[0].text
		}
		return base
	}
	for _, flag := range e.flags {
		if f.prefix[flag] {
			continue
		}
		for _, made := range f.suffixed(base, flag) {
			w := made.text
			switch flag {
			case "M":
			case "S":
				if own&forms.Verb == 0 {
					x.add(w, base, forms.Noun)
				} else {
					x.add(w, base, own)
				}
			case "D":
				x.add(w, base, forms.Verb|forms.Participle)
			case "G":
				x.add(w, base, forms.Verb)
			case "T":
				x.add(w, base, forms.Adjective)
			case "R":
				if e.has("T") {
					x.add(w, base, forms.Adjective)
				} else {
					x.add(w, w, forms.Noun)
				}
			case "J":
				x.add(one("G"), one("G"), forms.Noun)
				x.add(w, one("G"), forms.Noun)
			case "X":
				x.add(one("N"), one("N"), forms.Noun)
				x.add(w, one("N"), forms.Noun)
			case "Z":
				x.add(one("R"), one("R"), forms.Noun)
				x.add(w, one("R"), forms.Noun)
			case "N", "P", "L":
				x.add(w, w, forms.Noun)
			default:
				x.add(w, w, forms.Adjective|forms.Other)
			}
		}
	}
}

// listed adds the lemmas of forms that the dictionaries list as words of their
// own: plurals and third persons whose singular takes a prefix (regulations,
// deregulation) or ends in -th, -gh or -ph (months, weighs), and some tenses.
// Only forms made by rule count: "means" and "news" with a possessive are
// words, and stay so.
func (x lexicon) listed(words []entry) {
	flags := map[string][]string{}
	for _, e := range words {
		flags[e.word] = append(append([]string{}, flags[e.word]...), e.flags...)
	}
	for w := range flags {
		for _, base := range singularsOf(w) {
			of, known := flags[base]
			one, many := entry{flags: of}, entry{flags: flags[w]}
			if known && one.has("S") && !many.has("M", "S", "D", "G") && len(w) > 4 && !strings.HasSuffix(w, "ards") && !strings.HasSuffix(w, "ways") {
				delete(x, formLemma{folded(w), folded(w)}) // acts, listed for reacts
			}
			if !known || one.has("S") || many.has("S", "D", "G") || many.has("M") && (!one.has("M") || !strings.HasSuffix(base, "ing")) {
				continue
			}
			pos := forms.Noun
			if one.has("D", "G") {
				pos = forms.Verb
				if one.has("M") {
					pos |= forms.Noun
				}
			}
			if !many.has("M") {
				delete(x, formLemma{folded(w), folded(w)})
			}
			x.add(w, base, pos)
			x.add(base, base, pos)
		}
	}
	for base := range flags {
		one := entry{flags: flags[base]}
		// position, positioned, positioning: the verb takes a prefix too.
		stem := strings.TrimSuffix(base, "e")
		past, ing := flags[stem+"ed"], flags[stem+"ing"]
		if len(base) > 4 && past != nil && ing != nil && !one.has("D", "G") && (stem == base || flags[stem] == nil) {
			x.add(stem+"ed", base, forms.Verb|forms.Participle)
			x.add(stem+"ing", base, forms.Verb)
			x.add(base+"s", base, forms.Verb)
			x.add(base, base, forms.Verb)
		}
		// long, longer, longest
		if _, ok := flags[base+"er"]; ok && one.has("T") && !one.has("R") {
			x.add(base+"er", base, forms.Adjective)
		}
	}
}

// singularsOf gives what a word in -s may be the regular plural of.
func singularsOf(w string) []string {
	stem, ok := strings.CutSuffix(w, "s")
	if !ok || len(stem) < 3 || strings.HasSuffix(stem, "s") {
		return nil
	}
	out := []string{stem}
	if stem, ok := strings.CutSuffix(w, "ies"); ok && strings.IndexByte("aeiou", stem[len(stem)-1]) < 0 {
		return []string{stem + "y", stem + "ie"}
	}
	if stem, ok := strings.CutSuffix(w, "es"); ok && slices.ContainsFunc([]string{"s", "x", "z", "ch", "sh", "o"},
		func(e string) bool { return strings.HasSuffix(stem, e) }) {
		out = append(out, stem)
	}
	return out
}

// irregular adds what the affixes do not make: irregular plurals, verbs and
// comparatives from our own lists, and doubled consonants, which the
// dictionaries list as words of their own.
func (x lexicon) irregular() {
	for _, w := range strings.Fields(pluralsOnly) {
		x.add(w, w, forms.Noun)
	}
	known := map[string]forms.POS{}
	for k, pos := range x {
		known[k.form] |= pos
	}
	for form, lemmas := range irregularEN {
		for _, l := range strings.Fields(lemmas) {
			lemma, kind, _ := strings.Cut(l, "/")
			pos := map[string]forms.POS{"n": forms.Noun, "v": forms.Verb, "p": forms.Verb | forms.Participle, "a": forms.Adjective, "o": forms.Other}[kind]
			x.add(form, lemma, pos)
			x.add(lemma, lemma, pos&^forms.Participle)
			if pos&forms.Verb == 0 {
				continue
			}
			// The present of these verbs is often listed as a noun alone.
			n := len(lemma)
			for _, w := range []string{lemma + "s", lemma + "es", lemma + "ing", lemma[:n-1] + "ing", lemma + lemma[n-1:] + "ing"} {
				if known[w] != 0 && (w[len(w)-1] == 's' || w != lemma[:n-1]+"ing" || lemma[n-1] == 'e') {
					x.add(w, lemma, forms.Verb)
				}
			}
		}
	}
	for w, pos := range known {
		n := len(w)
		switch {
		case n > 4 && strings.HasSuffix(w, "men"):
			if one := w[:n-2] + "an"; known[one] != 0 {
				delete(x, formLemma{w, w})
				x.add(w, one, forms.Noun)
			}
		case n > 5 && strings.HasSuffix(w, "ses"):
			if one := w[:n-2] + "is"; known[one] != 0 {
				delete(x, formLemma{w, w})
				x.add(w, one, forms.Noun)
			}
		}
		// plan, planned, planning: the consonant stands twice.
		if n < 2 || strings.IndexByte("aeiouwxy", w[n-1]) >= 0 || pos == 0 {
			continue
		}
		twice := w + w[n-1:]
		if known[twice+"ing"] != 0 && known[twice] == 0 {
			x.add(twice+"ing", w, forms.Verb)
			x.add(w, w, forms.Verb)
			if known[w+"s"] != 0 {
				x.add(w+"s", w, forms.Verb)
			}
			if known[twice+"ed"] != 0 {
				x.add(twice+"ed", w, forms.Verb|forms.Participle)
			}
		}
		if known[twice+"est"] != 0 {
			x.add(twice+"er", w, forms.Adjective)
			x.add(twice+"est", w, forms.Adjective)
		}
	}
}

// pluralsOnly are plurals that are nouns of their own, whatever their singular
// means.
const pluralsOnly = "arms belongings customs damages earnings goods means minutes premises proceedings remains surroundings thanks works"

// irregularEN gives the lemmas of irregular forms, with their kind: n for a
// plural, v for a tense, p for a past participle (and past), a for a degree.
var irregularEN = func() map[string]string {
	m := map[string]string{}
	put := func(form, lemma, kind string) { m[form] = strings.TrimSpace(m[form] + " " + lemma + "/" + kind) }
	for _, p := range strings.Fields(pluralsEN) {
		one, many, _ := strings.Cut(p, ":")
		put(many, one, "n")
	}
	for _, p := range strings.Split(verbsEN, ";") {
		lemma, rest, _ := strings.Cut(strings.TrimSpace(p), ":")
		for _, w := range strings.Fields(rest) {
			put(w, lemma, "p")
		}
	}
	for _, p := range strings.Fields(`better:good best:good worse:bad worst:bad farther:far further:far furthest:far
		farthest:far less:little least:little more:much most:much elder:old eldest:old better:well best:well`) {
		form, lemma, _ := strings.Cut(p, ":")
		put(form, lemma, "a")
	}
	for _, p := range strings.Fields(`me:I my:I us:we our:we him:he his:he her:she them:they their:they its:it whom:who
		whose:who these:this those:that an:a`) {
		form, lemma, _ := strings.Cut(p, ":")
		put(form, lemma, "o")
	}
	return m
}()

const pluralsEN = `child:children grandchild:grandchildren stepchild:stepchildren schoolchild:schoolchildren
	person:people foot:feet tooth:teeth goose:geese mouse:mice louse:lice ox:oxen die:dice penny:pence
	criterion:criteria phenomenon:phenomena datum:data medium:media stratum:strata memorandum:memoranda
	addendum:addenda corrigendum:corrigenda erratum:errata referendum:referenda forum:fora symposium:symposia
	bacterium:bacteria spectrum:spectra quantum:quanta curriculum:curricula millennium:millennia
	maximum:maxima minimum:minima optimum:optima agendum:agenda desideratum:desiderata
	ovum:ova serum:sera automaton:automata ganglion:ganglia
	index:indices appendix:appendices matrix:matrices vertex:vertices vortex:vortices codex:codices
	cervix:cervices helix:helices formula:formulae larva:larvae antenna:antennae vertebra:vertebrae alga:algae
	nebula:nebulae stimulus:stimuli nucleus:nuclei fungus:fungi syllabus:syllabi alumnus:alumni radius:radii
	locus:loci focus:foci bacillus:bacilli cactus:cacti corpus:corpora genus:genera opus:opera
	half:halves life:lives knife:knives wife:wives leaf:leaves loaf:loaves shelf:shelves thief:thieves
	wolf:wolves calf:calves self:selves elf:elves hoof:hooves scarf:scarves sheaf:sheaves dwarf:dwarves wharf:wharves
	midwife:midwives housewife:housewives
	plateau:plateaux bureau:bureaux tableau:tableaux
	attorney:attorneys passer-by:passers-by`

const verbsEN = `arise: arose arisen; awake: awoke awoken; be: am is are was were been being; bear: bore borne;
	beat: beaten; become: became; befall: befell befallen; begin: began begun; behold: beheld; bend: bent; bet: bet;
	bid: bade bidden; bind: bound; bite: bit bitten; bleed: bled; blow: blew blown; break: broke broken; breed: bred;
	bring: brought; build: built; burn: burnt; burst: burst; buy: bought; cast: cast; catch: caught; choose: chose chosen;
	cling: clung; come: came; cost: cost; creep: crept; cut: cut; deal: dealt; dig: dug; do: does did done doing doth;
	draw: drew drawn; dream: dreamt; drink: drank drunk; drive: drove driven; dwell: dwelt; eat: ate eaten; fall: fell fallen;
	feed: fed; feel: felt; fight: fought; find: found; flee: fled; fling: flung; fly: flew flown; forbid: forbade forbidden;
	forecast: forecast; foresee: foresaw foreseen; forget: forgot forgotten; forgive: forgave forgiven; forgo: forwent forgone;
	freeze: froze frozen; get: got gotten; give: gave given; go: goes went gone going; grind: ground; grow: grew grown; hang: hung;
	have: has had having hath; hear: heard; hide: hid hidden; hit: hit; hold: held; hurt: hurt; input: input; keep: kept; kneel: knelt;
	know: knew known; lay: laid; lead: led; lean: leant; learn: learnt; leave: left; lend: lent; let: let; lie: lay lain lying;
	light: lit; lose: lost; make: made; mean: meant; meet: met; mislead: misled; mistake: mistook mistaken;
	misunderstand: misunderstood; offset: offset; outgrow: outgrew outgrown; overcome: overcame; overrule: overruled;
	oversee: oversaw overseen; overtake: overtook overtaken; overthrow: overthrew overthrown; pay: paid; plead: pled;
	prepay: prepaid; proofread: proofread; prove: proven; put: put; quit: quit; read: read; rebuild: rebuilt; redo: redid redone;
	repay: repaid; reset: reset; retake: retook retaken; rewrite: rewrote rewritten; rid: rid; ride: rode ridden; ring: rang rung;
	rise: rose risen; run: ran; saw: sawn; say: said; see: saw seen; seek: sought; sell: sold; send: sent; set: set; sew: sewn;
	shake: shook shaken; shed: shed; shine: shone; shoot: shot; show: shown; shrink: shrank shrunk; shut: shut; sing: sang sung;
	sink: sank sunk; sit: sat; sleep: slept; slide: slid; smell: smelt; speak: spoke spoken; speed: sped; spell: spelt;
	spend: spent; spill: spilt; spin: spun; split: split; spoil: spoilt; spread: spread; spring: sprang sprung; stand: stood;
	steal: stole stolen; stick: stuck; sting: stung; strike: struck stricken; strive: strove striven; sublet: sublet;
	swear: swore sworn; sweep: swept; swim: swam swum; swing: swung; take: took taken; teach: taught; tear: tore torn;
	tell: told; think: thought; throw: threw thrown; undergo: underwent undergone; underlie: underlay underlain underlying;
	understand: understood; undertake: undertook undertaken; undo: undid undone; uphold: upheld; upset: upset; wake: woke woken;
	wear: wore worn; weave: wove woven; weep: wept; win: won; wind: wound; withdraw: withdrew withdrawn; withhold: withheld;
	withstand: withstood; wring: wrung; write: wrote written; die: dying; tie: tying; vie: vying; breathe: breathed breathing breathes; can: could; may: might;
	shall: should; will: would`
