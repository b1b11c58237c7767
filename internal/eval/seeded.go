package eval

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"concord/documents"
	"concord/documents/segment"
	"concord/pipeline/align"
	"concord/pipeline/check"
	"concord/pipeline/checks"
)

// Seeded scores the checks over DATA/bitext/seeded*.jsonl.gz: pairs into which
// one fault was put, and untouched controls, one a line with "kind", "domain",
// "fr" and "en". Each item is checked by itself as one bead, its sentences as
// segments, as check --bitext does.
//
// "recall, own rule" is the share of a kind's items with a finding of the rules
// meant for it (ownRules), "recall, any rule" with any finding at all. "false
// alarms" is the share of controls with a finding: of the rules of one group
// over all domains, and of any rule, of num and link together (the hard rules,
// which fail a build) in each domain. Read recall and false alarms together.
//
// No glossary is given, so of the term checks only those find anything that
// need none, and the kind term shows what the others see by chance. Each check that is off by default is scored by
// itself, on the kinds that its group is meant for: "recall, ID" and "false
// alarms, ID". So is sem/false-friend, which is on: no fault that it is meant for
// is seeded, and controls were translated by people, who have false friends of
// their own ("eventually offered", "se voient éventuellement offrir").
func Seeded(ctx context.Context, data string) ([]Row, error) {
	files, err := filepath.Glob(filepath.Join(data, "bitext", "seeded*.jsonl.gz"))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	var items []seededItem
	for _, file := range files {
		got, err := readSeeded(file)
		if err != nil {
			return nil, err
		}
		items = append(items, got...)
	}
	for i := range items {
		if items[i].rules, err = rulesFound(ctx, items[i], checks.All()); err != nil {
			return nil, fmt.Errorf("item %s: %w", items[i].ID, err)
		}
	}
	return append(scoreSeeded(byDefault(items)), scoreOff(items)...), nil
}

// byDefault returns the items without the rules that are scored by themselves.
func byDefault(items []seededItem) []seededItem {
	off := map[string]bool{}
	for _, c := range checks.All() {
		off[c.ID] = apart(c)
	}
	out := slices.Clone(items)
	for i := range out {
		out[i].rules = slices.DeleteFunc(slices.Clone(out[i].rules), func(r string) bool { return off[r] })
	}
	return out
}

// apart reports whether a check is scored by itself.
func apart(c *check.Check) bool { return c.Off || c == checks.SemFalseFriend }

// scoreOff scores each check that is scored by itself.
func scoreOff(items []seededItem) []Row {
	var rows []Row
	for _, c := range checks.All() {
		if !apart(c) {
			continue
		}
		group, _, _ := strings.Cut(c.ID, "/")
		found, count := map[string]int{}, map[string]int{}
		for _, item := range items {
			count[item.Kind]++
			if item.fired([]string{c.ID}) {
				found[item.Kind]++
			}
		}
		for _, kind := range sortedKeys(count) {
			row := Row{Area: "seeded", Name: "recall, " + c.ID, Group: kind, Value: share(found[kind], count[kind]), Count: count[kind]}
			switch {
			case kind == controlKind:
				row.Name, row.Group, row.Less = "false alarms, "+c.ID, "all", true
			case !slices.Contains(ownRules[kind], group+"/"):
				continue
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// A seededItem is one line of the file and the rules that fired on it.
type seededItem struct {
	ID, Kind, Domain, FR, EN string
	rules                    []string
}

const controlKind = "control"

func readSeeded(file string) ([]seededItem, error) {
	lines, err := readLines(file)
	if err != nil {
		return nil, err
	}
	var items []seededItem
	for n, line := range lines {
		var item seededItem
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", file, n+1, err)
		}
		items = append(items, item)
	}
	return items, nil
}

// rulesFound returns the rules that fire on an item, sorted, each once.
func rulesFound(ctx context.Context, item seededItem, run []*check.Check) ([]string, error) {
	docs := documents.Pair[*documents.Document]{FR: oneBlock(item.FR, documents.FR), EN: oneBlock(item.EN, documents.EN)}
	bead := align.Bead{Score: 1}
	for i := range docs.FR.Segments {
		bead.FR = append(bead.FR, i)
	}
	for i := range docs.EN.Segments {
		bead.EN = append(bead.EN, i)
	}
	found, err := check.Run(ctx, check.Pass{Docs: docs, Alignment: &align.Alignment{Beads: []align.Bead{bead}}}, run, 1)
	if err != nil {
		return nil, err
	}
	var rules []string
	for _, f := range found {
		rules = append(rules, f.Rule)
	}
	slices.Sort(rules)
	return slices.Compact(rules), nil
}

// oneBlock makes a document of one paragraph.
func oneBlock(text string, l documents.Lang) *documents.Document {
	d := &documents.Document{Lang: l, Format: "text", Blocks: []documents.Block{{ID: 1, Kind: documents.Paragraph, Text: text}}}
	segment.Document(d)
	return d
}

// ownRules says which rules are meant for a seeded kind: groups end with a
// slash. The injected change of a number may fall on any figure, a year or an
// amount among them, and that of a unit on million and billion.
var ownRules = map[string][]string{
	"number":        {"num/"},
	"date":          {"num/date"},
	"url_email":     {"link/", "num/phone"},
	"unit_currency": {"num/money", "num/unit", "num/percent", "num/mismatch"},
	"omission":      {"text/"},
	"addition":      {"text/"},
	"phrase":        {"text/"},
	"list_item":     {"text/", "struct/"},
	"negation":      {"sem/"},
	"name":          {"term/name"},
	"term":          {"term/"},
}

// fired reports whether a rule of the list, or any for a nil list, fired.
func (item seededItem) fired(rules []string) bool {
	if rules == nil {
		return len(item.rules) > 0
	}
	return slices.ContainsFunc(item.rules, func(r string) bool {
		return slices.ContainsFunc(rules, func(own string) bool {
			return r == own || strings.HasSuffix(own, "/") && strings.HasPrefix(r, own)
		})
	})
}

func scoreSeeded(items []seededItem) []Row {
	byKind, byDomain := map[string][]seededItem{}, map[string][]seededItem{}
	groups := map[string]bool{}
	for _, c := range checks.All() {
		group, _, _ := strings.Cut(c.ID, "/")
		groups[group+"/"] = true
	}
	for _, item := range items {
		byKind[item.Kind] = append(byKind[item.Kind], item)
		if item.Kind == controlKind {
			byDomain[item.Domain] = append(byDomain[item.Domain], item)
			byDomain["all"] = append(byDomain["all"], item)
		}
	}
	rate := func(of []seededItem, rules []string) float64 {
		n := 0
		for _, item := range of {
			if item.fired(rules) {
				n++
			}
		}
		return share(n, len(of))
	}
	var rows []Row
	for _, kind := range sortedKeys(byKind) {
		if of := byKind[kind]; kind != controlKind {
			if own, ok := ownRules[kind]; ok {
				rows = append(rows, Row{Area: "seeded", Name: "recall, own rule", Group: kind, Value: rate(of, own), Count: len(of)})
			}
			rows = append(rows, Row{Area: "seeded", Name: "recall, any rule", Group: kind, Value: rate(of, nil), Count: len(of)})
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(b.Name, a.Name) })
	alarm := func(name, domain string, rules []string) {
		of := byDomain[domain]
		rows = append(rows, Row{Area: "seeded", Name: "false alarms, " + name, Group: domain, Value: rate(of, rules), Count: len(of), Less: true})
	}
	for _, domain := range sortedKeys(byDomain) {
		alarm("num and link", domain, []string{"num/", "link/"})
		alarm("any rule", domain, nil)
	}
	for _, g := range sortedKeys(groups) {
		alarm(strings.TrimSuffix(g, "/"), "all", []string{g})
	}
	return rows
}

// sortedKeys returns a map's keys in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
