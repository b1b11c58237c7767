package archive

import (
	"fmt"

	"concord/documents"
)

// An Impact sorts what a verification finds.
type Impact string

// The impacts.
const (
	// Damage: something that was archived is missing or not what it should be,
	// or cannot be trusted any more. It is restored from a backup.
	Damage Impact = "damage"
	// Repairable: all that was archived is there; a file that is derived from
	// it is stale or missing. A put that dies just after it published leaves
	// that, and the next one puts it right.
	Repairable Impact = "repairable"
	// Leftover: something lies around that was never published, as a put that
	// is under way or died has it. Nothing archived is touched by it, and the
	// next put of the record removes most.
	Leftover Impact = "leftover"
	// Note: allowed, but not what the specification recommends.
	Note Impact = "note"
)

// An Issue is one finding of a verification.
type Issue struct {
	// Code is the OCFL validation code: "E092", "W010".
	Code   string
	Impact Impact
	// Record is the record's identifier, empty when it is not known.
	Record string
	// Key is where the issue is.
	Key string
	// Message names the key and says what is wrong in both languages.
	Message documents.Pair[string]
}

// newIssue makes an issue; detail is a name or a value, the same in both
// languages, and may be empty.
func newIssue(code string, impact Impact, record, key, detail string) Issue {
	text, ok := codeTexts[code]
	if !ok {
		panic("archive: no text for " + code)
	}
	if detail != "" {
		detail = " (" + shorten(detail) + ")"
	}
	return Issue{code, impact, record, key, documents.Pair[string]{
		FR: fmt.Sprintf("%s : %s%s", key, text.FR, detail),
		EN: fmt.Sprintf("%s: %s%s", key, text.EN, detail),
	}}
}

// impactOf is the impact of a code where nothing more is known.
func impactOf(code string) Impact {
	if code[0] == 'W' {
		return Note
	}
	return Damage
}

// codeTexts says in our words what each OCFL code used here is about. The codes
// are those of https://ocfl.io/1.1/spec/validation-codes.html.
var codeTexts = map[string]documents.Pair[string]{
	"E001": {FR: "ce fichier ou ce répertoire n’a pas sa place dans l’objet", EN: "this file or folder has no place in the object"},
	"E003": {FR: "la déclaration « 0=ocfl_object_… » manque ou n’est pas unique", EN: "the declaration 0=ocfl_object_… is missing or not the only one"},
	"E006": {FR: "la déclaration nomme une version d’OCFL inconnue", EN: "the declaration names an unknown version of OCFL"},
	"E007": {FR: "la déclaration ne contient pas le texte attendu", EN: "the declaration does not hold the expected text"},
	"E008": {FR: "l’objet n’a aucune version", EN: "the object has no version"},
	"E009": {FR: "les numéros de version ne commencent pas à 1", EN: "version numbers do not start at 1"},
	"E010": {FR: "une version manque dans la suite des numéros", EN: "a version is missing from the sequence"},
	"E011": {FR: "un numéro de version complété par des zéros doit commencer par « v0 »", EN: "a zero-padded version number must begin with v0"},
	"E012": {FR: "les numéros de version n’ont pas tous la même forme", EN: "version numbers do not all have one form"},
	"E013": {FR: "un numéro de version s’écarte de la forme des premiers", EN: "a version number departs from the form of the first ones"},
	"E015": {FR: "ce fichier est à côté du contenu de la version, et non dedans", EN: "this file is beside the version's content, not in it"},
	"E017": {FR: "contentDirectory contient une barre oblique", EN: "contentDirectory holds a slash"},
	"E018": {FR: "contentDirectory est « . » ou « .. »", EN: "contentDirectory is . or .."},
	"E019": {FR: "contentDirectory n’est pas celui de la première version", EN: "contentDirectory is not that of the first version"},
	"E020": {FR: "contentDirectory change d’une version à l’autre", EN: "contentDirectory changes between versions"},
	"E023": {FR: "ce contenu n’est nommé dans aucun inventaire", EN: "this content is named in no inventory"},
	"E025": {FR: "l’algorithme n’est ni sha512 ni sha256", EN: "the algorithm is neither sha512 nor sha256"},
	"E033": {FR: "l’inventaire n’est pas du JSON lisible", EN: "the inventory is not readable JSON"},
	"E036": {FR: "id, type, digestAlgorithm ou head manque dans l’inventaire", EN: "id, type, digestAlgorithm or head is missing from the inventory"},
	"E037": {FR: "l’identifiant n’est pas celui de l’objet", EN: "the identifier is not that of the object"},
	"E038": {FR: "le type de l’inventaire ne va pas avec la déclaration", EN: "the inventory's type does not go with the declaration"},
	"E040": {FR: "head n’est pas la version la plus récente", EN: "head is not the newest version"},
	"E041": {FR: "manifest ou versions manque dans l’inventaire", EN: "manifest or versions is missing from the inventory"},
	"E042": {FR: "un chemin du manifeste n’est dans le contenu d’aucune version", EN: "a path of the manifest is in no version's content"},
	"E044": {FR: "versions n’est pas un objet JSON", EN: "versions is not a JSON object"},
	"E046": {FR: "les versions de l’inventaire ne sont pas celles des répertoires", EN: "the inventory's versions are not those of the folders"},
	"E047": {FR: "une version de l’inventaire n’est pas un objet JSON", EN: "a version of the inventory is not a JSON object"},
	"E048": {FR: "created ou state manque dans une version", EN: "created or state is missing from a version"},
	"E049": {FR: "created n’est pas une date RFC 3339 avec secondes et fuseau", EN: "created is not an RFC 3339 date with seconds and zone"},
	"E050": {FR: "state ne correspond pas au manifeste", EN: "state does not correspond to the manifest"},
	"E051": {FR: "un chemin logique n’est pas un texte", EN: "a logical path is not a text"},
	"E052": {FR: "un chemin logique a une partie vide, « . » ou « .. »", EN: "a logical path has a part that is empty, . or .."},
	"E053": {FR: "un chemin logique commence ou finit par une barre oblique", EN: "a logical path begins or ends with a slash"},
	"E054": {FR: "user n’est pas un objet avec un nom", EN: "user is not an object with a name"},
	"E057": {FR: "fixity n’a pas la forme d’un manifeste", EN: "fixity does not have the form of a manifest"},
	"E058": {FR: "l’empreinte qui accompagne l’inventaire manque", EN: "the inventory's digest file is missing"},
	"E060": {FR: "l’empreinte qui accompagne l’inventaire n’est pas la sienne", EN: "the inventory's digest file states another digest"},
	"E061": {FR: "l’empreinte qui accompagne l’inventaire n’a pas la bonne forme", EN: "the inventory's digest file does not have the right form"},
	"E063": {FR: "l’objet n’a pas d’inventaire", EN: "the object has no inventory"},
	"E064": {FR: "l’inventaire de la dernière version diffère de celui de l’objet", EN: "the newest version's inventory differs from the object's"},
	"E066": {FR: "un ancien inventaire décrit autrement l’état d’une version", EN: "an older inventory describes a version's state differently"},
	"E067": {FR: "le répertoire extensions contient un fichier", EN: "the folder extensions holds a file"},
	"E069": {FR: "la déclaration de l’archive manque", EN: "the archive's declaration is missing"},
	"E070": {FR: "ocfl_layout.json n’a pas les clés extension et description", EN: "ocfl_layout.json does not have the keys extension and description"},
	"E072": {FR: "ce fichier n’appartient à aucun dossier de l’archive", EN: "this file belongs to no record of the archive"},
	"E083": {FR: "l’objet n’est pas à la place que son identifiant demande", EN: "the object is not in the place that its identifier asks for"},
	"E092": {FR: "un contenu manque ou n’a pas l’empreinte du manifeste", EN: "content is missing or does not have the manifest's digest"},
	"E093": {FR: "un contenu n’a pas l’empreinte de fixity", EN: "content does not have the digest in fixity"},
	"E094": {FR: "message n’est pas un texte", EN: "message is not a text"},
	"E095": {FR: "deux chemins logiques d’une version s’excluent", EN: "two logical paths of a version exclude each other"},
	"E096": {FR: "une empreinte est deux fois dans le manifeste", EN: "a digest is in the manifest twice"},
	"E097": {FR: "une empreinte est deux fois dans fixity", EN: "a digest is in fixity twice"},
	"E099": {FR: "un chemin de contenu a une partie vide, « . » ou « .. »", EN: "a content path has a part that is empty, . or .."},
	"E100": {FR: "un chemin de contenu commence ou finit par une barre oblique", EN: "a content path begins or ends with a slash"},
	"E101": {FR: "deux chemins de contenu s’excluent", EN: "two content paths exclude each other"},
	"E102": {FR: "l’inventaire a une clé inconnue", EN: "the inventory has an unknown key"},
	"E103": {FR: "une version suit une version plus ancienne d’OCFL que la précédente", EN: "a version follows an older version of OCFL than the one before it"},
	"E106": {FR: "le manifeste n’est pas un objet JSON fait de listes de textes", EN: "the manifest is not a JSON object of lists of texts"},
	"E107": {FR: "le manifeste nomme un contenu qu’aucune version n’emploie", EN: "the manifest names content that no version uses"},
	"E110": {FR: "l’identifiant change d’une version à l’autre", EN: "the identifier changes between versions"},
	"E111": {FR: "fixity n’est pas un objet JSON", EN: "fixity is not a JSON object"},
	"W001": {FR: "les numéros de version sont complétés par des zéros", EN: "version numbers are padded with zeros"},
	"W002": {FR: "ce répertoire est à côté du contenu de la version", EN: "this folder is beside the version's content"},
	"W004": {FR: "l’algorithme est sha256 ; sha512 est recommandé", EN: "the algorithm is sha256; sha512 is recommended"},
	"W005": {FR: "l’identifiant n’est pas un URI", EN: "the identifier is not a URI"},
	"W007": {FR: "une version n’a pas de message ou pas d’auteur", EN: "a version has no message or no user"},
	"W008": {FR: "l’auteur d’une version n’a pas d’adresse", EN: "a version's user has no address"},
	"W009": {FR: "l’adresse de l’auteur n’est pas un URI", EN: "the user's address is not a URI"},
	"W010": {FR: "la version n’a pas son propre inventaire", EN: "the version has no inventory of its own"},
	"W011": {FR: "un ancien inventaire donne à une version une autre date, un autre message ou un autre auteur", EN: "an older inventory gives a version another date, message or user"},
	"W013": {FR: "cette extension n’est pas enregistrée", EN: "this extension is not registered"},
}
