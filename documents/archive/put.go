package archive

import (
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"concord/documents"
)

// A Submission is what Put publishes as the next version of a record. The
// version holds exactly its Files: a file of the version before that is not
// among them is gone from the new version.
type Submission struct {
	// Record is the record's identifier: up to MaxKey bytes of UTF-8 without
	// control characters. A URI is best ("urn:…"), but any name will do.
	Record string
	// Files are the content, metadata included, in any order.
	Files []File
	// Message says why the version was made; it may be empty.
	Message string
	User    User
	// Tx is the identity of this put: 1 to 128 letters, digits and -_.: . A
	// put with a Tx that some version carries already publishes nothing. A
	// caller that may run twice for one purpose (a job) gives its job's
	// identity. Empty means that Put makes one from the record, the content
	// and the head, which is right for a person at a terminal.
	Tx string
}

// User names who made a version. An Address that is not a URI is made one:
// "mailto:" is put before a mail address, and an empty one is derived from the
// name. An empty Name is written as "concord".
type User struct{ Name, Address string }

// A File is one file of a submission.
type File struct {
	// Path is the logical path: parts joined by slashes.
	Path string
	// Open gives the bytes from the start; it is called at least twice, and
	// the bytes must be the same each time.
	Open func() (io.ReadCloser, error)
}

// Data makes a File of bytes in memory.
func Data(path string, b []byte) File { return File{Path: path, Open: Bytes(b).Open} }

// An Outcome says what a put did.
type Outcome string

// The outcomes. After any of them the archive holds the submission.
const (
	// Published: the submission is a new version.
	Published Outcome = "published"
	// Unchanged: the newest version has the same files with the same content.
	Unchanged Outcome = "unchanged"
	// Already: a version carries the submission's Tx; it may not be the newest.
	Already Outcome = "already"
)

// A Receipt is the answer to a put.
type Receipt struct {
	Version Version
	Outcome Outcome
	// Warnings name derived files that could not be written. The version is
	// published nevertheless.
	Warnings []documents.Warning
}

const (
	// maxAttempts bounds how often a put takes the next number after losing
	// the swap. In the spike 8 writers with 10 versions each needed fewer than
	// 40 attempts for any one of them; with jittered pauses the losses fall off
	// quickly.
	maxAttempts = 64
	// gracePeriod is the age below which no collector may remove content that
	// nothing refers to; a put gives up at half of it, so that nothing it
	// uploaded can be collected before it is published.
	gracePeriod    = 24 * time.Hour
	maxTransaction = gracePeriod / 2
)

// Put publishes a submission as the next version of its record, and the record
// itself if it is new. It reads every file once to learn its digests and once
// more to upload it. Interrupted at any point, it leaves the archive valid; the
// same Put again publishes once.
func (s *Store) Put(ctx context.Context, sub Submission) (Receipt, error) {
	p, err := s.prepare(ctx, sub)
	if err != nil {
		return Receipt{}, err
	}
	if err := s.ready(ctx); err != nil {
		return Receipt{}, err
	}
	for attempt := 1; attempt <= maxAttempts; attempt++ {
		cur, err := s.current(ctx, p.root, p.sub.Record)
		if err != nil {
			return Receipt{}, err
		}
		if cur != nil {
			if err := p.withdraw(ctx, cur.inv); err != nil {
				return Receipt{}, err
			}
		}
		if p.tx == "" {
			p.tx = p.deriveTx(cur)
		}
		if r, ok := p.present(cur); ok {
			p.settle(ctx, &r, cur)
			return r, nil
		}
		next, err := p.publish(ctx, cur)
		switch {
		case err == nil:
			r := Receipt{Version: next.inv.version(next.inv.head()), Outcome: Published}
			p.settle(ctx, &r, next)
			return r, nil
		case errors.Is(err, ErrExists), errors.Is(err, ErrChanged):
			if err := s.opt.wait(ctx, attempt); err != nil {
				return Receipt{}, err
			}
		case p.swapped && ctx.Err() == nil:
			// The answer to the swap was lost. Look whether it happened before
			// saying that it did not.
			if r, ok := p.recover(ctx); ok {
				return r, nil
			}
			return Receipt{}, err
		default:
			return Receipt{}, err
		}
	}
	return Receipt{}, tooBusy(sub.Record, maxAttempts)
}

// A putting is one call of Put.
type putting struct {
	*Store
	sub     Submission
	root    string // the object's folder, without a slash at the end
	tx      string
	state   map[string]string // logical path to sha512
	content map[string]Content
	paths   map[string]string // sha512 to one logical path, for messages
	start   time.Time
	// wrote are the content keys that this put stored for version target.
	wrote   []string
	target  int
	swapped bool // a swap was sent and its answer was neither yes nor no
}

// a published inventory with its bytes and tag.
type published struct {
	inv  *inventory
	data []byte
	tag  Tag
}

// prepare checks the submission and computes the digests of its files.
func (s *Store) prepare(ctx context.Context, sub Submission) (*putting, error) {
	p := &putting{Store: s, sub: sub, root: objectPath(sub.Record), tx: sub.Tx, start: s.opt.now(),
		state: map[string]string{}, content: map[string]Content{}, paths: map[string]string{}}
	if err := checkSubmission(sub); err != nil {
		return nil, err
	}
	for _, f := range sub.Files {
		c, digest, err := digestFile(ctx, f)
		if err != nil {
			return nil, err
		}
		p.state[f.Path], p.content[digest] = digest, c
		if _, ok := p.paths[digest]; !ok {
			p.paths[digest] = f.Path
		}
	}
	return p, nil
}

func checkSubmission(sub Submission) error {
	switch {
	case checkID(sub.Record) != nil:
		return badSubmission(
			"l’identifiant du dossier est vide, trop long ou contient un caractère de contrôle : donnez un nom court",
			"the record's identifier is empty, too long or holds a control character: give a short name")
	case len(sub.Files) == 0:
		return badSubmission("une version sans fichier ne peut pas être archivée : donnez au moins un fichier",
			"a version without files cannot be archived: give at least one file")
	case !utf8.ValidString(sub.Message), !utf8.ValidString(sub.User.Name), !utf8.ValidString(sub.User.Address):
		return badSubmission("le message ou le nom n’est pas en UTF-8", "the message or the name is not UTF-8")
	case !validTx(sub.Tx):
		return badSubmission("l’identifiant de transaction a plus de 128 caractères ou un caractère autre que lettres, chiffres et -_.:",
			"the transaction id has more than 128 characters, or one other than letters, digits and -_.:")
	}
	seen := map[string]bool{}
	for _, f := range sub.Files {
		if err := checkLogicalPath(f.Path); err != nil {
			return badPath(f.Path, err)
		}
		if seen[f.Path] {
			return pathClash(f.Path, f.Path)
		}
		seen[f.Path] = true
	}
	for _, f := range sub.Files {
		for i := range f.Path {
			if f.Path[i] == '/' && seen[f.Path[:i]] {
				return pathClash(f.Path[:i], f.Path)
			}
		}
	}
	return nil
}

func checkID(id string) error {
	if id == "" || len(id) > MaxKey || !utf8.ValidString(id) ||
		strings.ContainsFunc(id, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return fmt.Errorf("bad identifier")
	}
	return nil
}

func validTx(tx string) bool {
	return len(tx) <= 128 && !strings.ContainsFunc(tx, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("-_.:", r))
	})
}

// digestFile reads a file once, for its size and both digests.
func digestFile(ctx context.Context, f File) (Content, string, error) {
	r, err := f.Open()
	if err != nil {
		return Content{}, "", fileUnreadable(f.Path, err)
	}
	defer r.Close()
	s256, s512 := sha256.New(), sha512.New()
	n, err := io.Copy(io.MultiWriter(s256, s512), &interruptible{ctx, r})
	switch {
	case ctx.Err() != nil:
		return Content{}, "", ctx.Err()
	case err != nil:
		return Content{}, "", fileUnreadable(f.Path, err)
	case n > MaxBlob:
		return Content{}, "", fileUnreadable(f.Path, fmt.Errorf("it is larger than %d bytes", int64(MaxBlob)))
	}
	return Content{Size: n, SHA256: [32]byte(s256.Sum(nil)), Open: f.Open}, hex.EncodeToString(s512.Sum(nil)), nil
}

// interruptible looks at the context before every read.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (r *interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// deriveTx makes the transaction id of a put without one: from the record, its
// content and the inventory it found first. The same put tried again by the
// same call keeps it; the same content put again later, on another head, is
// another transaction, so A, B, A make three versions.
func (p *putting) deriveTx(cur *published) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", p.sub.Record)
	for _, path := range slices.Sorted(maps.Keys(p.state)) {
		fmt.Fprintf(h, "%q %s\n", path, p.state[path])
	}
	if cur != nil {
		fmt.Fprintf(h, "%x\n", sha512.Sum512(cur.data))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// present tells whether the archive holds the submission already: a version
// with its transaction id, looked for in all of them, or a head with its state.
func (p *putting) present(cur *published) (Receipt, bool) {
	if cur == nil {
		return Receipt{}, false
	}
	head := cur.inv.head()
	for n := head; n >= 1; n-- {
		if v := cur.inv.version(n); v.Tx == p.tx {
			outcome := Already
			if p.swapped || p.target == n {
				outcome = Published // by this very call, whose answer was lost
			}
			return Receipt{Version: v, Outcome: outcome}, true
		}
	}
	if maps.Equal(cur.inv.stateOf(head), p.state) {
		return Receipt{Version: cur.inv.version(head), Outcome: Unchanged}, true
	}
	return Receipt{}, false
}

// recover looks once more for the transaction after a swap without an answer.
func (p *putting) recover(ctx context.Context) (Receipt, bool) {
	cur, err := p.current(ctx, p.root, p.sub.Record)
	if err != nil {
		return Receipt{}, false
	}
	r, ok := p.present(cur)
	if ok {
		p.settle(ctx, &r, cur)
	}
	return r, ok
}

// address gives a user an address that is a URI, as OCFL asks.
func (u User) address() string {
	switch {
	case isURI(u.Address):
		return u.Address
	case strings.Contains(u.Address, "@"):
		return (&url.URL{Scheme: "mailto", Opaque: url.PathEscape(u.Address)}).String()
	case u.Address != "":
		return "urn:x-concord:user:" + url.PathEscape(u.Address)
	}
	return "urn:x-concord:user:" + url.PathEscape(u.name())
}

func (u User) name() string {
	if u.Name == "" {
		return "concord"
	}
	return u.Name
}
