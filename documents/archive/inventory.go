package archive

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// inventory is the inventory.json of an OCFL 1.1 object, with the keys in the
// order in which the specification lists them. Maps are written with sorted
// keys, so equal inventories are equal bytes.
type inventory struct {
	ID        string                      `json:"id"`
	Type      string                      `json:"type"`
	Algorithm string                      `json:"digestAlgorithm"`
	Head      string                      `json:"head"`
	Content   string                      `json:"contentDirectory,omitempty"`
	Manifest  map[string][]string         `json:"manifest"`
	Versions  map[string]inventoryVersion `json:"versions"`
	Fixity    json.RawMessage             `json:"fixity,omitempty"`
}

type inventoryVersion struct {
	Created string              `json:"created"`
	State   map[string][]string `json:"state"`
	Message string              `json:"message,omitempty"`
	User    *inventoryUser      `json:"user,omitempty"`
}

type inventoryUser struct {
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
}

// The names of OCFL 1.1, and of the layout in which objects lie.
const (
	rootDeclaration   = "0=ocfl_1.1"
	objectDeclaration = "0=ocfl_object_1.1"
	inventoryType     = "https://ocfl.io/1.1/spec/#inventory"
	layoutKey         = "ocfl_layout.json"
	layoutName        = "0004-hashed-n-tuple-storage-layout"
	layoutConfigKey   = "extensions/" + layoutName + "/config.json"
	inventoryName     = "inventory.json"
	sidecarName       = "inventory.json.sha512"
	// maxInventory bounds what is read as an inventory: some 300,000 files.
	maxInventory = 64 << 20
)

// objectPath gives the folder of a record by extension 0004: three tuples of
// three characters of the identifier's sha256, then all of it.
func objectPath(id string) string {
	sum := sha256.Sum256([]byte(id))
	d := hex.EncodeToString(sum[:])
	return d[0:3] + "/" + d[3:6] + "/" + d[6:9] + "/" + d
}

// isObjectPath reports whether a folder has the shape that objectPath gives.
func isObjectPath(p string) bool {
	if len(p) != 3*4+64 {
		return false
	}
	d := p[12:]
	for _, c := range d {
		if !strings.ContainsRune("0123456789abcdef", c) {
			return false
		}
	}
	return p[:12] == d[0:3]+"/"+d[3:6]+"/"+d[6:9]+"/"
}

func versionName(n int) string { return fmt.Sprintf("v%d", n) }

// encode gives the bytes of an inventory, ending in a new line.
func (inv *inventory) encode() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(inv); err != nil {
		panic(err) // strings, slices and maps of strings always encode
	}
	return b.Bytes()
}

// parseInventory reads an inventory that concord itself may build upon: OCFL
// 1.0 or 1.1, sha512, versions without padding. Whether everything in it is in
// order is the validator's business; here only what reading relies on.
func parseInventory(data []byte) (*inventory, error) {
	var inv inventory
	if err := json.Unmarshal(data, &inv); err != nil {
		return nil, fmt.Errorf("not an inventory: %w", err)
	}
	switch {
	case inv.ID == "":
		return nil, fmt.Errorf("the inventory has no id")
	case inv.Algorithm != "sha512":
		return nil, fmt.Errorf("the inventory uses %q, not sha512", inv.Algorithm)
	case len(inv.Versions) == 0:
		return nil, fmt.Errorf("the inventory has no versions")
	case inv.Head != versionName(len(inv.Versions)):
		return nil, fmt.Errorf("the inventory's head %q is not its version %d", inv.Head, len(inv.Versions))
	}
	if !lowerKeys(inv.Manifest) {
		return nil, fmt.Errorf("the manifest has a digest twice")
	}
	for n := 1; n <= len(inv.Versions); n++ {
		v, ok := inv.Versions[versionName(n)]
		if ok && !lowerKeys(v.State) {
			return nil, fmt.Errorf("version %d has a digest twice", n)
		}
		if !ok {
			return nil, fmt.Errorf("the inventory has no version %d", n)
		}
		if _, err := time.Parse(time.RFC3339, v.Created); err != nil {
			return nil, fmt.Errorf("version %d has no readable date", n)
		}
		for digest := range v.State {
			if len(inv.Manifest[digest]) == 0 {
				return nil, fmt.Errorf("version %d names content that the manifest does not have", n)
			}
		}
	}
	for digest, paths := range inv.Manifest {
		if len(digest) != 2*sha512.Size {
			return nil, fmt.Errorf("the manifest has a digest of the wrong length")
		}
		for _, p := range paths {
			if CheckKey(p) != nil || !strings.HasPrefix(p, "v") {
				return nil, fmt.Errorf("the manifest has the path %q", shorten(p))
			}
		}
	}
	return &inv, nil
}

// lowerKeys writes digests in lower case, since others may have written them in
// upper case. It is false when two of them are then the same.
func lowerKeys(m map[string][]string) bool {
	for _, digest := range slices.Sorted(maps.Keys(m)) {
		lower := strings.ToLower(digest)
		if lower == digest {
			continue
		}
		if _, twice := m[lower]; twice {
			return false
		}
		m[lower] = m[digest]
		delete(m, digest)
	}
	return true
}

// head is the number of the newest version.
func (inv *inventory) head() int { return len(inv.Versions) }

// contentDir is the name of the folder that holds a version's content.
func (inv *inventory) contentDir() string {
	if inv.Content == "" {
		return "content"
	}
	return inv.Content
}

// referenced is the set of content paths that the manifest names.
func (inv *inventory) referenced() map[string]bool {
	set := map[string]bool{}
	for _, paths := range inv.Manifest {
		for _, p := range paths {
			set[p] = true
		}
	}
	return set
}

// next is the inventory with one more version. State maps logical path to
// digest; content that the manifest has already is not listed again. It also
// gives the digests that are new, sorted: their content must be in place before
// the inventory is published.
func (inv *inventory) next(id string, v inventoryVersion, state map[string]string) (*inventory, []string) {
	n := &inventory{ID: id, Type: inventoryType, Algorithm: "sha512",
		Manifest: map[string][]string{}, Versions: map[string]inventoryVersion{}}
	if inv != nil {
		n.Content, n.Fixity, n.Type = inv.Content, inv.Fixity, inv.Type
		maps.Copy(n.Manifest, inv.Manifest)
		maps.Copy(n.Versions, inv.Versions)
	}
	number := len(n.Versions) + 1
	n.Head = versionName(number)
	v.State = map[string][]string{}
	for _, path := range slices.Sorted(maps.Keys(state)) {
		v.State[state[path]] = append(v.State[state[path]], path)
	}
	n.Versions[n.Head] = v
	var added []string
	for _, digest := range slices.Sorted(maps.Keys(v.State)) {
		if _, ok := n.Manifest[digest]; !ok {
			n.Manifest[digest] = []string{n.Head + "/" + n.contentDir() + "/" + digest}
			added = append(added, digest)
		}
	}
	return n, added
}

// stateOf turns a version's state into logical path to digest.
func (inv *inventory) stateOf(n int) map[string]string {
	state := map[string]string{}
	for digest, paths := range inv.Versions[versionName(n)].State {
		for _, p := range paths {
			state[p] = digest
		}
	}
	return state
}

// sidecar gives the bytes of the file that states an inventory's digest.
func sidecar(data []byte) []byte {
	sum := sha512.Sum512(data)
	return fmt.Appendf(nil, "%x  %s\n", sum, inventoryName)
}

// checkLogicalPath tells whether a user's file name can be a logical path. The
// specification forbids empty, "." and ".." parts and slashes at the ends; we
// also refuse control characters and broken UTF-8, which no one can type again.
func checkLogicalPath(p string) error {
	if p == "" || len(p) > MaxKey || !utf8.ValidString(p) {
		return fmt.Errorf("it is empty, longer than %d bytes or not UTF-8", MaxKey)
	}
	for part := range strings.SplitSeq(p, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("a part of it is empty, . or .., or it begins or ends with a slash")
		}
	}
	for _, r := range p {
		if r < ' ' || r == 0x7f {
			return fmt.Errorf("it holds the control character %U", r)
		}
	}
	return nil
}

// isURI reports whether s is an absolute URI, which is what OCFL asks of the
// address of a user.
func isURI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && (u.Opaque != "" || u.Host != "" || u.Path != "")
}
