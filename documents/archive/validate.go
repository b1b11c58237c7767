package archive

import (
	"bytes"
	"context"
	"encoding/hex"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Level says how deep a verification looks.
type Level int

const (
	// Quick reads inventories and looks that all content exists.
	Quick Level = iota
	// Full also reads all content and computes every digest.
	Full
)

// An object is one OCFL object under validation.
type object struct {
	ctx   context.Context
	blobs Blobs
	level Level
	root  string // its folder, with a slash at the end
	files map[string]Info
	id    string
	// digests are the sums of the inventories in version folders, by folder.
	digests map[string]string
	issues  []Issue
	bytes   int64
	content int
}

// Validate checks the OCFL object, of version 1.0 or 1.1, that lies in the
// given folder of a store (without a slash at the end). It reports what an
// outside validator would, by the specification's codes, sorted by key. The
// error tells that the store could not be read; the issues tell about the
// object. Folders without files cannot be seen in a store of values, so codes
// about them (E024, E073, W003) are never reported; digests of an algorithm
// other than md5, sha1, sha256 and sha512 are not computed.
func Validate(ctx context.Context, b Blobs, folder string, level Level) ([]Issue, error) {
	list, err := b.List(ctx, folder+"/")
	if err != nil {
		return nil, err
	}
	o, err := validate(ctx, b, folder, level, list)
	if err != nil {
		return nil, err
	}
	return o.issues, nil
}

func validate(ctx context.Context, b Blobs, folder string, level Level, list []Info) (*object, error) {
	o := &object{ctx: ctx, blobs: b, level: level, root: folder + "/", files: map[string]Info{}, digests: map[string]string{}}
	for _, info := range list {
		o.files[strings.TrimPrefix(info.Key, o.root)] = info
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	for i := range o.issues {
		o.issues[i].Record = o.id
	}
	slices.SortStableFunc(o.issues, func(a, b Issue) int {
		return strings.Compare(a.Key+"\x00"+a.Code+a.Message.EN, b.Key+"\x00"+b.Code+b.Message.EN)
	})
	o.issues = slices.CompactFunc(o.issues, func(a, b Issue) bool { return a == b })
	return o, nil
}

func (o *object) report(code, key, detail string) { o.reportAs(impactOf(code), code, key, detail) }

func (o *object) reportAs(impact Impact, code, key, detail string) {
	o.issues = append(o.issues, newIssue(code, impact, "", key, detail))
}

func (o *object) check() error {
	spec, err := o.checkDeclaration()
	if err != nil {
		return err
	}
	if _, ok := o.files[inventoryName]; !ok {
		if o.unpublished() {
			o.reportAs(Leftover, "E063", o.root+inventoryName, "")
		} else {
			o.report("E063", o.root+inventoryName, "")
		}
		return nil
	}
	data, _, err := fetch(o.ctx, o.blobs, o.root+inventoryName, maxInventory)
	if err != nil {
		return err
	}
	root := o.readInventory("", data)
	if root == nil {
		return o.checkSidecar(&reading{key: o.root + inventoryName, data: data}, nil)
	}
	o.id = root.id
	if root.spec != "" && spec != "" && root.spec != spec {
		o.report("E038", root.key, root.spec)
	}
	o.checkFolders(root)
	versions, err := o.checkVersions(root)
	if err != nil {
		return err
	}
	if err := o.checkSidecar(root, versions); err != nil {
		return err
	}
	o.checkContent(root, versions)
	if o.level == Full {
		return o.checkDigests(append(versions, root))
	}
	return nil
}

// unpublished tells whether the object is one that a first put was making when
// it died: a declaration, and content of version 1.
func (o *object) unpublished() bool {
	for name := range o.files {
		if !beforePublishing(name) {
			return false
		}
	}
	return len(o.files) > 0
}

func (o *object) checkDeclaration() (spec string, err error) {
	var found []string
	for _, name := range slices.Sorted(maps.Keys(o.files)) {
		if strings.HasPrefix(name, "0=") && !strings.Contains(name, "/") {
			found = append(found, name)
		}
	}
	if len(found) != 1 {
		o.report("E003", o.root+objectDeclaration, strings.Join(found, ", "))
		return "", nil
	}
	text, _, err := fetch(o.ctx, o.blobs, o.root+found[0], 1<<10)
	if err != nil && !isTooLarge(err) {
		return "", err
	}
	if string(text) != found[0][2:]+"\n" {
		o.report("E007", o.root+found[0], "")
	}
	spec, ok := strings.CutPrefix(found[0], "0=ocfl_object_")
	if !ok || spec != "1.0" && spec != "1.1" {
		o.report("E006", o.root+found[0], "")
		return "", nil
	}
	return spec, nil
}

// registered are the extensions of https://ocfl.github.io/extensions/ as of
// November 2026.
var registered = regexp.MustCompile(`^(000[1-9]|001[0-2])-[a-z0-9-]+$|^initial$`)

// checkFolders looks at everything that lies in the object's folder, save
// content.
func (o *object) checkFolders(root *reading) {
	known := map[string]int{}
	for _, v := range root.versions {
		known[v.name] = v.number
	}
	side := "inventory.json." + root.algorithm
	for _, name := range slices.Sorted(maps.Keys(o.files)) {
		key := o.root + name
		top, rest, below := strings.Cut(name, "/")
		switch {
		case !below:
			if name != inventoryName && !strings.HasPrefix(name, "0=") && name != side &&
				!(root.algorithm == "" && strings.HasPrefix(name, side)) {
				o.report("E001", key, "")
			}
		case top == "logs":
		case top == "extensions":
			if ext, _, below := strings.Cut(rest, "/"); !below {
				o.report("E067", key, "")
			} else if !registered.MatchString(ext) {
				o.report("W013", o.root+top+"/"+ext, ext)
			}
		case known[top] > 0:
			o.checkVersionFile(root, top, rest)
		case versionForm.MatchString(top):
			number, _ := strconv.Atoi(strings.TrimLeft(top[1:], "0"))
			if number == len(root.versions)+1 && strings.HasPrefix(rest, root.contentDir+"/") {
				// A put was interrupted before it published.
				o.reportAs(Leftover, "E046", key, "")
			} else {
				o.report("E046", o.root+top, "")
			}
		default:
			o.report("E001", o.root+top, "")
		}
	}
}

func (o *object) checkVersionFile(root *reading, version, rest string) {
	dir, _, below := strings.Cut(rest, "/")
	switch {
	case below && dir != root.contentDir:
		o.report("W002", o.root+version+"/"+dir, "")
	case !below && rest != inventoryName && rest != "inventory.json.sha512" && rest != "inventory.json.sha256":
		o.report("E015", o.root+version+"/"+rest, "")
	}
}

// checkVersions reads the inventory of every version folder and compares it
// with the root's.
func (o *object) checkVersions(root *reading) ([]*reading, error) {
	var list []*reading
	for i, v := range root.versions {
		newest := i == len(root.versions)-1
		name := v.name + "/" + inventoryName
		if _, ok := o.files[name]; !ok {
			o.missingVersionInventory(v.name, newest)
			continue
		}
		data, _, err := fetch(o.ctx, o.blobs, o.root+name, maxInventory)
		if err != nil {
			return nil, err
		}
		if newest && !bytes.Equal(data, root.data) {
			o.report("E064", o.root+name, "")
		}
		r := o.readInventory(v.name+"/", data)
		if r == nil {
			r = &reading{key: o.root + name, prefix: v.name + "/", data: data}
			if err := o.checkSidecar(r, nil); err != nil {
				return nil, err
			}
			continue
		}
		if err := o.checkSidecar(r, nil); err != nil {
			return nil, err
		}
		if r.algorithm != "" && r.algorithm == root.algorithm {
			o.digests[v.name] = sumOf(r.algorithm, data)
		}
		o.compareInventories(root, r, i)
		if len(list) > 0 && r.spec < list[len(list)-1].spec && r.spec != "" {
			o.report("E103", r.key, r.spec)
		}
		list = append(list, r)
	}
	return list, nil
}

func (o *object) missingVersionInventory(version string, newest bool) {
	seen := false
	for name := range o.files {
		seen = seen || strings.HasPrefix(name, version+"/")
	}
	key := o.root + version + "/" + inventoryName
	switch {
	case !seen && !newest:
		o.report("E010", o.root+version, "")
	case !seen:
		o.reportAs(Repairable, "E010", o.root+version, "")
	case newest && root11(o.files):
		// Our own puts write it last; one was interrupted.
		o.reportAs(Repairable, "W010", key, "")
	default:
		o.report("W010", key, "")
	}
}

// root11 tells whether the object is of the version that concord writes.
func root11(files map[string]Info) bool {
	_, ok := files[objectDeclaration]
	return ok
}

// checkSidecar compares an inventory with the file that states its digest. The
// root's may be stale, since it cannot be written in one step with the
// inventory: it then states the digest of an earlier version's inventory.
func (o *object) checkSidecar(r *reading, versions []*reading) error {
	if r.algorithm == "" {
		for _, alg := range []string{"sha512", "sha256"} {
			if _, ok := o.files[r.prefix+"inventory.json."+alg]; ok {
				r.algorithm = alg
				defer func() { r.algorithm = "" }()
				break
			}
		}
	}
	if r.algorithm == "" {
		return nil // E025 or E033 is reported; no digest can be told
	}
	name := r.prefix + "inventory.json." + r.algorithm
	key := o.root + name
	if _, ok := o.files[name]; !ok {
		if r.id != "" && root11(o.files) {
			o.reportAs(Repairable, "E058", key, "")
		} else {
			o.report("E058", key, "")
		}
		return nil
	}
	text, _, err := fetch(o.ctx, o.blobs, key, 4<<10)
	if err != nil && !isTooLarge(err) {
		return err
	}
	digest, rest, ok := strings.Cut(strings.TrimSuffix(string(text), "\n"), " ")
	if !ok {
		digest, rest, ok = strings.Cut(strings.TrimSuffix(string(text), "\n"), "\t")
	}
	if !ok || strings.TrimLeft(rest, " \t") != inventoryName || !isHex(digest) {
		o.reportAs(o.sidecarImpact(r, versions, ""), "E061", key, "")
		return nil
	}
	if !strings.EqualFold(digest, sumOf(r.algorithm, r.data)) {
		o.reportAs(o.sidecarImpact(r, versions, digest), "E060", key, "")
	}
	return nil
}

// sidecarImpact tells whether a wrong sidecar can be written again: it states
// the digest of an earlier version's inventory, so a put died before writing
// it; or the inventory has a twin in the newest version's folder. Else nobody
// can tell which of the two files is wrong.
func (o *object) sidecarImpact(r *reading, versions []*reading, digest string) Impact {
	for _, v := range versions {
		newest := v.prefix == r.head+"/"
		if newest && bytes.Equal(v.data, r.data) ||
			!newest && digest != "" && strings.EqualFold(o.digests[strings.TrimSuffix(v.prefix, "/")], digest) {
			return Repairable
		}
	}
	return Damage
}

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && s != ""
}

// checkContent compares the manifests with the files that exist.
func (o *object) checkContent(root *reading, versions []*reading) {
	byRoot := map[string]bool{}
	for _, paths := range root.manifest {
		for _, p := range paths {
			byRoot[p] = true
		}
	}
	for _, r := range append(slices.Clone(versions), root) {
		named := map[string]bool{}
		for _, paths := range r.manifest {
			for _, p := range paths {
				named[p] = true
				version, rest, _ := strings.Cut(p, "/")
				if dir, _, below := strings.Cut(rest, "/"); !versionForm.MatchString(version) || below && dir != r.contentDir {
					o.report("E042", r.key, p)
				}
				if _, ok := o.files[p]; !ok {
					o.report("E092", o.root+p, "")
				} else if r == root {
					o.content++
					o.bytes += o.files[p].Size
				}
			}
		}
		for _, byDigest := range r.fixity {
			for _, paths := range byDigest {
				for _, p := range paths {
					if _, ok := o.files[p]; !ok {
						o.report("E093", o.root+p, "")
					}
				}
			}
		}
		o.checkUnnamed(r, named, byRoot)
	}
}

// checkUnnamed reports content that an inventory ought to name and does not.
// What the root does not name was never published and may be removed; what an
// older inventory forgets is a fault of that inventory.
func (o *object) checkUnnamed(r *reading, named, byRoot map[string]bool) {
	for _, v := range r.versions {
		dir := v.name + "/" + r.contentDir + "/"
		for name := range o.files {
			if !strings.HasPrefix(name, dir) || named[name] {
				continue
			}
			if r.prefix == "" {
				o.reportAs(Leftover, "E023", o.root+name, "")
			} else if byRoot[name] {
				o.report("E023", r.key, name)
			}
		}
	}
}
