package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A reading is an inventory read by the validator, which takes what it can from
// a faulty one. Versions are in the order of their numbers.
type reading struct {
	key        string // of the inventory file
	prefix     string // its folder within the object: "" or "v1/"
	data       []byte
	id         string
	spec       string // "1.0" or "1.1"; empty when not known
	algorithm  string // empty when it cannot be used
	head       string
	contentDir string
	setContent bool // contentDirectory is set
	manifest   map[string][]string
	fixity     map[string]map[string][]string // algorithm, digest, paths
	versions   []versionReading
}

type versionReading struct {
	name    string
	number  int
	state   map[string]string // logical path to digest as written
	created string
	// rest is message and user, for comparison with other inventories.
	rest string
}

// member is a key of a JSON object with its value.
type member struct {
	key   string
	value json.RawMessage
}

// members takes a JSON object apart in order. Unlike a map it keeps keys that
// occur twice.
func members(data []byte) ([]member, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	t, err := dec.Token()
	if err != nil {
		return nil, err
	}
	if t != json.Delim('{') {
		return nil, errors.New("not an object")
	}
	var list []member
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, err
		}
		m := member{key: t.(string)}
		if err := dec.Decode(&m.value); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	if dec.More() {
		return nil, errors.New("something follows the object")
	}
	return list, nil
}

// readInventory reads the inventory in a folder of the object and reports what
// is wrong in itself. It is nil when nothing can be read.
func (o *object) readInventory(prefix string, data []byte) *reading {
	r := &reading{key: o.root + prefix + inventoryName, prefix: prefix, data: data, contentDir: "content"}
	list, err := members(data)
	if err != nil {
		o.report("E033", r.key, err.Error())
		return nil
	}
	raw := map[string]json.RawMessage{}
	for _, m := range list {
		if _, twice := raw[m.key]; twice {
			o.report("E033", r.key, m.key+" × 2")
		}
		raw[m.key] = m.value
		if !slices.Contains([]string{"id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity"}, m.key) {
			o.report("E102", r.key, m.key)
		}
	}
	r.id, _ = o.text(raw, "id", "E036", "E037", r.key)
	if r.id != "" && !isURI(r.id) {
		o.report("W005", r.key, r.id)
	}
	typ, ok := o.text(raw, "type", "E036", "E038", r.key)
	switch typ {
	case "https://ocfl.io/1.0/spec/#inventory":
		r.spec = "1.0"
	case inventoryType:
		r.spec = "1.1"
	default:
		if ok {
			o.report("E038", r.key, typ)
		}
	}
	alg, ok := o.text(raw, "digestAlgorithm", "E036", "E025", r.key)
	switch alg {
	case "sha512", "sha256":
		r.algorithm = alg
		if alg == "sha256" {
			o.report("W004", r.key, "")
		}
	default:
		if ok {
			o.report("E025", r.key, alg)
		}
	}
	r.head, _ = o.text(raw, "head", "E036", "E040", r.key)
	if _, set := raw["contentDirectory"]; set {
		r.setContent = true
		switch dir, ok := o.text(raw, "contentDirectory", "E017", "E017", r.key); {
		case !ok || strings.Contains(dir, "/"):
			o.report("E017", r.key, dir)
		case dir == "." || dir == "..":
			o.report("E018", r.key, dir)
		default:
			r.contentDir = dir
		}
	}
	o.readManifest(r, raw["manifest"])
	o.readVersions(r, raw["versions"])
	if f, ok := raw["fixity"]; ok {
		o.readFixity(r, f)
	}
	o.checkUse(r)
	return r
}

// text gives a key's value that must be a text and not empty; it reports the
// code missing or wrong and says whether the value can be used.
func (o *object) text(raw map[string]json.RawMessage, name, missing, wrong, key string) (string, bool) {
	value, ok := raw[name]
	if !ok {
		o.report(missing, key, name)
		return "", false
	}
	var s string
	if json.Unmarshal(value, &s) != nil || s == "" || value[0] != '"' {
		o.report(wrong, key, name)
		return "", false
	}
	return s, true
}

// digestPaths reads an object of digests with lists of content paths.
func (o *object) digestPaths(r *reading, value json.RawMessage, wrong, twice string) map[string][]string {
	list, err := members(value)
	if err != nil {
		o.report(wrong, r.key, "")
		return nil
	}
	out, lower := map[string][]string{}, map[string]bool{}
	seen := map[string]bool{}
	for _, m := range list {
		var paths []string
		if json.Unmarshal(m.value, &paths) != nil || paths == nil {
			o.report(wrong, r.key, m.key)
			continue
		}
		if lower[strings.ToLower(m.key)] {
			o.report(twice, r.key, m.key)
			continue
		}
		lower[strings.ToLower(m.key)] = true
		for _, p := range paths {
			o.checkPath(r, p, "E099", "E100")
			if seen[p] {
				o.report("E101", r.key, p)
			}
			seen[p] = true
		}
		out[m.key] = paths
	}
	o.checkConflicts(r, seen, "E101")
	return out
}

// checkPath reports a path with bad parts or slashes at its ends.
func (o *object) checkPath(r *reading, p, part, ends string) {
	trimmed := strings.Trim(p, "/")
	if trimmed != p || p == "" {
		o.report(ends, r.key, p)
	}
	for _, e := range strings.Split(trimmed, "/") {
		if e == "" || e == "." || e == ".." {
			o.report(part, r.key, p)
			return
		}
	}
}

// checkConflicts reports paths of which one is the folder of another.
func (o *object) checkConflicts(r *reading, paths map[string]bool, code string) {
	for p := range paths {
		for i := range p {
			if p[i] == '/' && paths[p[:i]] {
				o.report(code, r.key, p)
				break
			}
		}
	}
}

func (o *object) readManifest(r *reading, value json.RawMessage) {
	if value == nil {
		o.report("E041", r.key, "manifest")
		return
	}
	r.manifest = o.digestPaths(r, value, "E106", "E096")
}

func (o *object) readFixity(r *reading, value json.RawMessage) {
	list, err := members(value)
	if err != nil {
		o.report("E111", r.key, "")
		return
	}
	r.fixity = map[string]map[string][]string{}
	for _, m := range list {
		r.fixity[m.key] = o.digestPaths(r, m.value, "E057", "E097")
	}
}

var versionForm = regexp.MustCompile(`^v(0*)([1-9][0-9]{0,8})$`)

func (o *object) readVersions(r *reading, value json.RawMessage) {
	if value == nil {
		o.report("E041", r.key, "versions")
		return
	}
	list, err := members(value)
	if err != nil {
		o.report("E044", r.key, "")
		return
	}
	if len(list) == 0 {
		o.report("E008", r.key, "")
		return
	}
	for _, m := range list {
		form := versionForm.FindStringSubmatch(m.key)
		if form == nil {
			o.report("E046", r.key, m.key)
			continue
		}
		v := o.readVersion(r, m)
		v.number, _ = strconv.Atoi(form[2])
		r.versions = append(r.versions, v)
	}
	slices.SortFunc(r.versions, func(a, b versionReading) int { return a.number - b.number })
	if len(r.versions) == 0 {
		return
	}
	first := r.versions[0]
	padded := first.name[1] == '0'
	if padded {
		o.report("W001", r.key, first.name)
	}
	if first.number != 1 {
		o.report("E009", r.key, first.name)
	}
	for i, v := range r.versions {
		if i > 0 && v.number == r.versions[i-1].number {
			o.report("E012", r.key, v.name)
		} else if i > 0 && v.number != r.versions[i-1].number+1 {
			o.report("E010", r.key, v.name)
		}
		switch {
		case padded && v.name[1] != '0':
			o.report("E011", r.key, v.name)
			o.report("E013", r.key, v.name)
		case padded && len(v.name) != len(first.name), !padded && v.name[1] == '0':
			o.report("E012", r.key, v.name)
		}
	}
	if last := r.versions[len(r.versions)-1].name; r.head != "" && r.head != last {
		o.report("E040", r.key, r.head)
	}
}

func (o *object) readVersion(r *reading, m member) versionReading {
	v := versionReading{name: m.key, state: map[string]string{}}
	list, err := members(m.value)
	if err != nil {
		o.report("E047", r.key, m.key)
		return v
	}
	raw := map[string]json.RawMessage{}
	for _, f := range list {
		raw[f.key] = f.value
		if !slices.Contains([]string{"created", "state", "message", "user"}, f.key) {
			o.report("E102", r.key, m.key+"/"+f.key)
		}
	}
	var ok bool
	if v.created, ok = o.text(raw, "created", "E048", "E049", r.key); ok {
		if _, err := time.Parse(time.RFC3339, v.created); err != nil {
			o.report("E049", r.key, v.created)
		}
	}
	if state, ok := raw["state"]; !ok {
		o.report("E048", r.key, m.key+"/state")
	} else {
		o.readState(r, &v, state)
	}
	message, hasMessage := raw["message"]
	if hasMessage && message[0] != '"' {
		o.report("E094", r.key, m.key)
	}
	user, hasUser := raw["user"]
	if hasUser {
		o.readUser(r, m.key, user)
	}
	if !hasMessage || !hasUser {
		o.report("W007", r.key, m.key)
	}
	v.rest = compact(message) + "\n" + compact(user)
	return v
}

// compact writes a value without the white space that does not count.
func compact(raw json.RawMessage) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return ""
	}
	return fmt.Sprintf("%#v", v)
}

func (o *object) readUser(r *reading, version string, value json.RawMessage) {
	var user map[string]any
	if json.Unmarshal(value, &user) != nil || user == nil {
		o.report("E054", r.key, version)
		return
	}
	if name, ok := user["name"].(string); !ok || name == "" {
		o.report("E054", r.key, version)
	}
	switch address, ok := user["address"].(string); {
	case !ok || address == "":
		o.report("W008", r.key, version)
	case !isURI(address):
		o.report("W009", r.key, address)
	}
}

func (o *object) readState(r *reading, v *versionReading, value json.RawMessage) {
	list, err := members(value)
	if err != nil {
		o.report("E050", r.key, v.name)
		return
	}
	seen := map[string]bool{}
	for _, m := range list {
		var paths []string
		if json.Unmarshal(m.value, &paths) != nil || paths == nil {
			o.report("E051", r.key, v.name)
			continue
		}
		if _, ok := r.manifest[m.key]; !ok && r.manifest != nil {
			o.report("E050", r.key, v.name+": "+m.key)
		}
		for _, p := range paths {
			o.checkPath(r, p, "E052", "E053")
			if seen[p] {
				o.report("E095", r.key, p)
			}
			seen[p] = true
			v.state[p] = m.key
		}
	}
	o.checkConflicts(r, seen, "E095")
}

// checkUse reports manifest entries that no version uses (OCFL 1.1).
func (o *object) checkUse(r *reading) {
	if r.spec == "1.0" || len(r.versions) == 0 {
		return
	}
	used := map[string]bool{}
	for _, v := range r.versions {
		for _, d := range v.state {
			used[d] = true
		}
	}
	for d := range r.manifest {
		if !used[d] {
			o.report("E107", r.key, d)
		}
	}
}
