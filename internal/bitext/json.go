package bitext

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"concord/documents"
	"concord/internal/printable"
)

// readJSON reads what align --format json writes: an object with beads. Rows
// are named by the bead's id, or numbered from 1. Other keys are passed over.
func readJSON(f *file) ([]Row, error) {
	dec := json.NewDecoder(bytes.NewReader(f.data))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, f.noAlignment(dec, err)
	}
	var rows []Row
	found := false
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, f.noAlignment(dec, err)
		}
		if key != "beads" {
			var other json.RawMessage
			if err := dec.Decode(&other); err != nil {
				return nil, f.noAlignment(dec, err)
			}
			continue
		}
		if found {
			return nil, f.problem(f.lineAt(dec.InputOffset()), "json", "«\u00a0beads\u00a0» est là deux fois\u00a0; gardez-en un seul",
				"\"beads\" is there twice; keep one of them")
		}
		found = true
		if rows, err = f.jsonBeads(dec); err != nil {
			return nil, err
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, f.noAlignment(dec, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, f.noAlignment(dec, errors.New("text after the end"))
	}
	if !found {
		return nil, f.problem(0, "json", "il n’y a pas de «\u00a0beads\u00a0»\u00a0; il faut le fichier qu’écrit «\u00a0concord align --format json\u00a0»",
			"there are no \"beads\"; it must be a file that \"concord align --format json\" writes")
	}
	return rows, nil
}

// A jsonBead is one of the beads.
type jsonBead struct {
	ID    json.RawMessage `json:"id"`
	FRIDs []int           `json:"fr_ids"`
	ENIDs []int           `json:"en_ids"`
	Moved bool            `json:"moved"`
	FR    string          `json:"fr"`
	EN    string          `json:"en"`
}

func (f *file) jsonBeads(dec *json.Decoder) ([]Row, error) {
	t, err := dec.Token()
	if err != nil || t != json.Delim('[') {
		return nil, f.noAlignment(dec, err)
	}
	lines := lineCounter{data: f.data, line: 1}
	var rows []Row
	for dec.More() {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, f.noAlignment(dec, err)
		}
		line := lines.at(int(dec.InputOffset()) - len(raw))
		var bead jsonBead
		if err := json.Unmarshal(raw, &bead); err != nil || raw[0] != '{' {
			var wrong *json.UnmarshalTypeError
			key := "bead"
			if errors.As(err, &wrong) && wrong.Field != "" {
				key = wrong.Field
			}
			return nil, f.problem(line, "json", "«\u00a0%[1]s\u00a0» n’a pas la forme attendue\u00a0; il faut {\"fr_ids\": [1], \"en_ids\": [1], \"fr\": \"…\", \"en\": \"…\"}",
				"%[2]q does not have the form expected; it must be {\"fr_ids\": [1], \"en_ids\": [1], \"fr\": \"…\", \"en\": \"…\"}", printable.Line(key), key)
		}
		row := Row{ID: strconv.Itoa(len(rows) + 1), FR: tidy(bead.FR), EN: tidy(bead.EN), Line: line, Moved: bead.Moved}
		if id := bytes.Trim(bead.ID, `"`); len(id) > 0 && string(id) != "null" {
			var s string
			if json.Unmarshal(bead.ID, &s) != nil {
				s = string(id)
			}
			row.ID = tidy(s)
		}
		if f.links {
			row.Numbers = documents.Pair[[]int]{FR: bead.FRIDs, EN: bead.ENIDs}
			for _, l := range []documents.Lang{documents.FR, documents.EN} {
				numbers := row.Numbers.Of(l)
				for _, n := range numbers {
					if n < 1 || n > maxNumber || len(numbers) > maxNumbers {
						return nil, f.badNumbers(line, string(l)+"_ids", strconv.Itoa(n))
					}
				}
			}
		}
		rows = append(rows, row)
	}
	_, err = dec.Token()
	if err != nil {
		return nil, f.noAlignment(dec, err)
	}
	return rows, nil
}

// noAlignment says where the file stops being the JSON of an alignment.
func (f *file) noAlignment(dec *json.Decoder, err error) error {
	at := dec.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = syntax.Offset
	}
	p := f.problem(f.lineAt(at), "json", "ce n’est pas le JSON d’un alignement\u00a0; il faut le fichier qu’écrit «\u00a0concord align --format json\u00a0»",
		"this is not the JSON of an alignment; it must be a file that \"concord align --format json\" writes")
	if err != nil {
		p = p.Because(errors.New(printable.Line(err.Error())))
	}
	return p
}

func (f *file) lineAt(offset int64) int {
	c := lineCounter{data: f.data, line: 1}
	return c.at(int(offset))
}

// A lineCounter tells lines from 1 for offsets that do not go back.
type lineCounter struct {
	data       []byte
	seen, line int
}

func (c *lineCounter) at(offset int) int {
	offset = min(max(offset, c.seen), len(c.data))
	c.line += bytes.Count(c.data[c.seen:offset], []byte("\n"))
	c.seen = offset
	return c.line
}
