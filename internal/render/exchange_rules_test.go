package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"concord/pipeline/align"
)

// A node is an element of a small XML file.
type node struct {
	name  string // with the prefix as written
	attr  map[string]string
	nodes []*node
	text  string
}

// tree reads a file without resolving namespaces, so that the rules below can
// be written with prefixes.
func tree(data []byte) (*node, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	top := &node{}
	open := []*node{top}
	full := func(n xml.Name) string {
		if n.Space != "" {
			return n.Space + ":" + n.Local
		}
		return n.Local
	}
	for {
		t, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			if len(open) != 1 || len(top.nodes) != 1 {
				return nil, errors.New("not one element")
			}
			return top.nodes[0], nil
		}
		if err != nil {
			return nil, err
		}
		at := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := &node{name: full(t.Name), attr: map[string]string{}}
			for _, a := range t.Attr {
				n.attr[full(a.Name)] = a.Value
			}
			at.nodes = append(at.nodes, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			at.text += string(t)
		}
	}
}

// A shape is what an element may hold: the order of its elements as a regular
// expression over their names, each followed by a space, and its attributes.
// An empty order means text alone.
type shape struct {
	order      string
	needs, may []string
	values     map[string]string // what an attribute must be, as a regular expression
}

// follows says what in an element and below is not as the shapes want it.
func follows(n *node, shapes map[string]shape) error {
	s, ok := shapes[n.name]
	if !ok {
		return fmt.Errorf("%s is not known", n.name)
	}
	var names strings.Builder
	for _, c := range n.nodes {
		names.WriteString(c.name + " ")
	}
	if !regexp.MustCompile("^(" + s.order + ")$").MatchString(names.String()) {
		return fmt.Errorf("%s holds %q, want %q", n.name, names.String(), s.order)
	}
	if s.order != "" && strings.TrimSpace(n.text) != "" {
		return fmt.Errorf("%s holds the text %q", n.name, n.text)
	}
	for _, a := range s.needs {
		if _, ok := n.attr[a]; !ok {
			return fmt.Errorf("%s has no %s", n.name, a)
		}
	}
	for a, v := range n.attr {
		if !slices.Contains(s.needs, a) && !slices.Contains(s.may, a) {
			return fmt.Errorf("%s has %s", n.name, a)
		}
		if re := s.values[a]; re != "" && !regexp.MustCompile("^("+re+")$").MatchString(v) {
			return fmt.Errorf("%s has %s=%q", n.name, a, v)
		}
	}
	for _, c := range n.nodes {
		if err := follows(c, shapes); err != nil {
			return err
		}
	}
	return nil
}

// tmxShapes are the elements of TMX 1.4b that concord writes, as its DTD
// declares them; what the DTD allows beyond is not written.
var tmxShapes = map[string]shape{
	"tmx": {order: "header body ", needs: []string{"version"}, values: map[string]string{"version": `1\.4`}},
	"header": {needs: []string{"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"},
		values: map[string]string{"segtype": "block|paragraph|sentence|phrase", "srclang": "fr", "adminlang": "en"}},
	"body": {order: "(tu )*"},
	"tu":   {order: "(prop )*(tuv )+", may: []string{"tuid", "segtype", "srclang"}, values: map[string]string{"segtype": "block|paragraph|sentence|phrase", "tuid": `\S+`}},
	"prop": {needs: []string{"type"}, values: map[string]string{"type": "x-.+"}},
	"tuv":  {order: "seg ", needs: []string{"xml:lang"}, values: map[string]string{"xml:lang": "fr|en"}},
	"seg":  {},
}

// The rules of TMX 1.4b: those of its DTD, and of its prose, that identifiers
// of units are unique, that every unit has a variant in its source language and
// none has two in one.
func tmxRules(data []byte) error {
	top, err := tree(data)
	if err != nil {
		return err
	}
	if err := follows(top, tmxShapes); err != nil {
		return err
	}
	header, body := top.nodes[0], top.nodes[1]
	ids := map[string]bool{}
	for _, tu := range body.nodes {
		if id := tu.attr["tuid"]; ids[id] {
			return fmt.Errorf("tuid %q is there twice", id)
		} else {
			ids[id] = true
		}
		source := header.attr["srclang"]
		if own := tu.attr["srclang"]; own != "" {
			source = own
		}
		langs := map[string]bool{}
		for _, c := range tu.nodes {
			if l := c.attr["xml:lang"]; c.name == "tuv" {
				if langs[l] {
					return fmt.Errorf("unit %s has two variants in %s", tu.attr["tuid"], l)
				}
				langs[l] = true
			}
		}
		if !langs[source] {
			return fmt.Errorf("unit %s has nothing in its source language %s", tu.attr["tuid"], source)
		}
	}
	return nil
}

// xliffShapes are the elements of XLIFF 2.1 that concord writes.
var xliffShapes = map[string]shape{
	"xliff": {order: "(file )+", needs: []string{"xmlns", "version", "srcLang"}, may: []string{"trgLang", "xmlns:mda"},
		values: map[string]string{"version": `2\.1`, "xmlns": "urn:oasis:names:tc:xliff:document:2.0", "xmlns:mda": "urn:oasis:names:tc:xliff:metadata:2.0", "srcLang": "fr", "trgLang": "en"}},
	"file":          {order: "(unit )+", needs: []string{"id"}, may: []string{"original"}, values: map[string]string{"id": nmtoken}},
	"unit":          {order: "(mda:metadata )?(notes )?(segment )+", needs: []string{"id"}, values: map[string]string{"id": nmtoken}},
	"mda:metadata":  {order: "(mda:metaGroup )+"},
	"mda:metaGroup": {order: "(mda:meta )+", may: []string{"category"}},
	"mda:meta":      {needs: []string{"type"}},
	"notes":         {order: "(note )+"},
	"note":          {may: []string{"category"}},
	"segment": {order: "source (target )?", may: []string{"id", "state"},
		values: map[string]string{"id": nmtoken, "state": "initial|translated|reviewed|final"}},
	"source": {}, "target": {},
}

const nmtoken = `[A-Za-z0-9._:-]+`

// The rules of XLIFF 2.1: those of its schemas, and of its prose, that
// identifiers are unique (of files in the document, of units in the file, of
// segments in the unit), that a state past the first has a target and that the
// target language is named where there is one.
func xliffRules(data []byte) error {
	top, err := tree(data)
	if err != nil {
		return err
	}
	if err := follows(top, xliffShapes); err != nil {
		return err
	}
	unique := func(n *node, name string) error {
		ids := map[string]bool{}
		for _, c := range n.nodes {
			if id, ok := c.attr["id"]; ok && c.name == name {
				if ids[id] {
					return fmt.Errorf("the id %s of a %s is there twice", id, name)
				}
				ids[id] = true
			}
		}
		return nil
	}
	errs := []error{unique(top, "file")}
	for _, f := range top.nodes {
		errs = append(errs, unique(f, "unit"))
		for _, u := range f.nodes {
			errs = append(errs, unique(u, "segment"))
			for _, s := range u.nodes {
				if s.name != "segment" {
					continue
				}
				target := len(s.nodes) == 2
				if target && top.attr["trgLang"] == "" {
					errs = append(errs, errors.New("a target without a target language"))
				}
				if state := s.attr["state"]; !target && state != "" && state != "initial" {
					errs = append(errs, fmt.Errorf("segment %s is %s without a target", s.attr["id"], state))
				}
			}
		}
	}
	return errors.Join(errs...)
}

func TestExchangeFollowsTheRules(t *testing.T) {
	docs, full := exchanged()
	for _, c := range []struct {
		format string
		rules  func([]byte) error
		faults [][2]string
	}{
		{"tmx", tmxRules, [][2]string{
			{`tuid="2"`, `tuid="1"`}, {` srclang="en"`, ``}, {`xml:lang="en"`, `lang="en"`}, {`xml:lang="en"`, `xml:lang="fr"`},
			{` segtype="block"`, ` segtype="text"`}, {` o-tmf="concord"`, ``}, {"<seg>", "<p>"}, {"&lt;", "<"},
		}},
		{"xliff", xliffRules, [][2]string{
			{`unit id="u2"`, `unit id="u1"`}, {`unit id="u2"`, `unit id="u 2"`}, {` state="translated"`, ` state="done"`},
			{`<segment id="s3">`, `<segment id="s3" state="final">`}, {` trgLang="en"`, ``}, {"<notes>", "<notes/><notes>"},
		}},
	} {
		for _, a := range []*align.Alignment{full, {}} {
			data := written(t, c.format, docs, a)
			if err := c.rules(data); err != nil {
				t.Errorf("%s: %v\n%s", c.format, err, data)
			}
		}
		data := string(written(t, c.format, docs, full))
		for _, f := range c.faults {
			broken := strings.Replace(data, f[0], f[1], 1)
			if broken == data || c.rules([]byte(broken)) == nil {
				t.Errorf("%s: %q in place of %q goes unseen: the test proves nothing", c.format, f[1], f[0])
			}
		}
	}
}
