package pipeline

import (
	"context"

	"concord/documents"
	"concord/documents/language"
)

// partlyTranslated is the share of a document's segments that must be in its
// language for it to count as a partly translated one rather than as a file
// handed in by mistake. In the development pairs the least translated French
// edition has well over a quarter of its segments in French; a wrong file has
// quotations at most.
const partlyTranslated = 0.10

// readPair reads both files, tells their languages and puts them in order.
func readPair(ctx context.Context, paths documents.Pair[string], opts Options) (docs documents.Pair[*documents.Document], warnings []documents.Warning, err error) {
	lang := documents.Pair[documents.Lang]{}
	if opts.AsGiven {
		lang = documents.Pair[documents.Lang]{FR: documents.FR, EN: documents.EN}
	}
	if docs.FR, err = opts.Read(ctx, paths.FR, lang.FR); err != nil {
		return docs, nil, err
	}
	if docs.EN, err = opts.Read(ctx, paths.EN, lang.EN); err != nil {
		return docs, nil, err
	}
	if docs.FR.SHA256 == docs.EN.SHA256 {
		return docs, nil, documents.Problemf(documents.Misuse, "same-file",
			"%[1]s et %[2]s ont le même contenu ; donnez le document français et le document anglais",
			"%[1]s and %[2]s hold the same bytes; give the French document and the English one",
			paths.FR, paths.EN)
	}
	if opts.AsGiven {
		return docs, nil, nil
	}
	if docs.FR.Lang == documents.EN && docs.EN.Lang == documents.FR {
		docs.FR, docs.EN = docs.EN, docs.FR
		return docs, []documents.Warning{{Code: "languages-swapped", Message: documents.Problemf(0, "",
			"le premier fichier (%s) est en anglais et le second (%s) en français : ils ont été permutés",
			"the first file (%s) is in English and the second (%s) in French: they were swapped",
			paths.FR, paths.EN).Message}}, nil
	}
	for _, l := range []documents.Lang{documents.FR, documents.EN} {
		doc := docs.Of(l)
		if doc.Lang == l {
			continue
		}
		if doc.Lang != "" {
			if share := shareIn(doc, l); share < partlyTranslated {
				return docs, nil, sameLanguage(paths, docs, l)
			}
			warnings = append(warnings, documents.Warning{Code: "partly-translated", Message: documents.Problemf(0, "",
				"%s est en grande partie dans l’autre langue",
				"%s is for the most part in the other language", doc.Path).Message})
		}
		// Told now, since sentences are split by the rules of the language.
		if *docs.Side(l), err = opts.Read(ctx, paths.Of(l), l); err != nil {
			return docs, nil, err
		}
	}
	return docs, warnings, nil
}

func sameLanguage(paths documents.Pair[string], docs documents.Pair[*documents.Document], missing documents.Lang) error {
	if missing == documents.EN {
		return documents.Problemf(documents.Misuse, "same-language",
			"%[1]s et %[2]s sont tous deux en français ; donnez le document anglais, ou --as-given si la langue est mal reconnue",
			"%[1]s and %[2]s are both in French; give the English document, or --as-given if the language was told wrongly",
			paths.FR, paths.EN)
	}
	return documents.Problemf(documents.Misuse, "same-language",
		"%[1]s et %[2]s sont tous deux en anglais ; donnez le document français, ou --as-given si la langue est mal reconnue",
		"%[1]s and %[2]s are both in English; give the French document, or --as-given if the language was told wrongly",
		paths.FR, paths.EN)
}

// shareIn is the share of the segments whose language can be told that are in
// the given one.
func shareIn(doc *documents.Document, l documents.Lang) float64 {
	in, told := 0, 0
	for _, s := range doc.Segments {
		got, _ := language.Detect(s.Text)
		if got == "" {
			continue
		}
		told++
		if got == l {
			in++
		}
	}
	if told == 0 {
		return 0
	}
	return float64(in) / float64(told)
}
