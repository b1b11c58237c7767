package extract

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"concord/documents"
)

// Limits of mail.
const (
	// maxParts is the most parts of a message, those of messages in it among
	// them.
	maxParts = 1000
	// maxMailDepth is the deepest nesting of parts and forwarded messages.
	maxMailDepth = 12
)

// readEmail reads a message (RFC 5322, MIME): its subject as a heading, sender,
// receivers and date as headers, which are not compared, since two messages
// are rarely sent by the same person in the same minute; then the text, the
// plain one where there are two forms of the same. A forwarded message is read
// where it stands. Attachments are named in a warning. It returns the language
// that the message claims to be in.
func readEmail(d *documents.Document, data []byte) (documents.Lang, error) {
	w := &mailWalker{d: d}
	if err := w.message(data, 0); err != nil {
		return "", err
	}
	w.told()
	return w.lang, nil
}

// A mailWalker reads one message and those in it.
type mailWalker struct {
	d           *documents.Document
	lang        documents.Lang
	parts       int
	attachments []string
	size        int
	// partly: a part is cut short or spelled in a way that is not known.
	partly bool
}

func (w *mailWalker) message(data []byte, depth int) error {
	// A byte order mark and blank lines come from editors.
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), "\r\n")
	if bytes.HasPrefix(data, []byte("From ")) { // a mailbox's line before the message
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		if depth > 0 {
			w.partly = true
			return nil
		}
		return documents.Problemf(documents.Unreadable, "mail-damaged",
			"%s : l’en-tête du message est illisible ; enregistrez de nouveau le message en .eml",
			"%s: the message's header cannot be read; save the message as .eml again", w.d.Path).Because(err)
	}
	if w.lang == "" {
		w.lang = claimed(m.Header.Get("Content-Language"))
	}
	for _, f := range []struct {
		name string
		kind documents.Kind
	}{{"Subject", documents.Heading}, {"From", documents.Header}, {"To", documents.Header}, {"Cc", documents.Header}, {"Date", documents.Header}} {
		text := decodeHeader(m.Header.Get(f.name))
		if strings.TrimSpace(text) == "" {
			continue
		}
		b := documents.Block{Kind: f.kind}
		if f.kind == documents.Heading {
			b.Level = min(1+depth, 6)
		} else {
			text = f.name + ": " + text
		}
		var line inline
		line.add(text)
		for _, made := range line.take(b, false) {
			w.add(made)
		}
	}
	return w.part(mailPart{header: m.Header, body: m.Body}, depth)
}

// decodeHeader resolves the encoded words of a header (RFC 2047); a header in
// bare 8-bit characters is read as UTF-8 or Windows-1252.
func decodeHeader(s string) string {
	dec := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		if e := charset(label); e != nil {
			return transform.NewReader(in, e.NewDecoder()), nil
		}
		return nil, errors.New("unknown character set")
	}}
	if out, err := dec.DecodeHeader(s); err == nil {
		s = out
	}
	if !utf8.ValidString(s) {
		s = Decode([]byte(s))
	}
	return strings.Map(func(r rune) rune {
		if r == lineBreak {
			return ' '
		}
		return r
	}, s)
}

// A mailPart is one part of a message with its own header.
type mailPart struct {
	header map[string][]string
	body   io.Reader
}

func (p mailPart) get(name string) string {
	if v := p.header[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// kind returns the part's type and its parameters; text/plain when it does not
// say or says it badly (RFC 2045, section 5.2).
func (p mailPart) kind() (string, map[string]string) {
	kind, params, err := mime.ParseMediaType(p.get("Content-Type"))
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) || !strings.Contains(kind, "/") {
		return "text/plain", nil
	}
	return kind, params
}

// name returns the name of an attached file, empty for a part that is not one.
func (p mailPart) name() (name string, attached bool) {
	disposition, params, err := mime.ParseMediaType(p.get("Content-Disposition"))
	if err == nil {
		attached, name = disposition == "attachment", params["filename"]
	}
	if name == "" {
		_, params := p.kind()
		name = params["name"]
	}
	name, _ = compose(spell(decodeHeader(name), 0))
	return name, attached
}

// content decodes the part's transfer encoding.
func (w *mailWalker) content(p mailPart) []byte {
	r := p.body
	switch strings.ToLower(strings.TrimSpace(p.get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, &base64Letters{r: r})
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(MaxText-w.size)+1))
	if err != nil {
		w.partly = true // what came before the fault is text all the same
	}
	return data
}

// base64Letters leaves out what does not belong to base64, as mail programs do
// (RFC 2045, section 6.8).
type base64Letters struct{ r io.Reader }

func (b *base64Letters) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	kept := p[:0]
	for _, c := range p[:n] {
		if c == '+' || c == '/' || c == '=' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			kept = append(kept, c)
		}
	}
	return len(kept), err
}

// part reads a part and those in it.
func (w *mailWalker) part(p mailPart, depth int) error {
	if w.parts++; w.parts > maxParts || depth > maxMailDepth {
		return tooMuch(w.d.Path)
	}
	kind, params := p.kind()
	name, attached := p.name()
	switch {
	case sealed(kind, params):
		if depth > 0 {
			w.partly = true
			return nil
		}
		return documents.Problemf(documents.Unreadable, "document-encrypted",
			"%s : le message est chiffré ou scellé (S/MIME, PGP) ; ouvrez-le dans votre logiciel de courriel et enregistrez-en le texte",
			"%s: the message is encrypted or sealed (S/MIME, PGP); open it in your mail program and save its text", w.d.Path)
	case signature(kind):
		return nil
	case strings.HasPrefix(kind, "multipart/"):
		return w.multipart(p, kind, params, depth)
	case kind == "message/rfc822":
		// Mail programs forward a message as text and as an attachment alike.
		return w.message(w.content(p), depth+1)
	case attached, !strings.HasPrefix(kind, "text/"):
		if attached || name != "" || !strings.HasPrefix(kind, "image/") {
			if name == "" {
				name = kind
			}
			w.attachments = append(w.attachments, name)
		}
		return nil
	case kind == "text/html":
		return w.html(w.content(p), params["charset"])
	case kind == "text/plain" || kind == "text/enriched":
		w.plain(w.content(p), params)
	default: // calendars, cards and the like
		if name == "" {
			name = kind
		}
		w.attachments = append(w.attachments, name)
	}
	if w.size > MaxText {
		return tooMuch(w.d.Path)
	}
	return nil
}

// sealed reports a message whose text cannot be read without a key, or is
// packed with its signature (RFC 8551, section 3; RFC 3156, section 4).
func sealed(kind string, params map[string]string) bool {
	switch kind {
	case "multipart/encrypted":
		return true
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		return params["smime-type"] != "certs-only"
	}
	return false
}

// signature reports a part that signs another one.
func signature(kind string) bool {
	return kind == "application/pkcs7-signature" || kind == "application/x-pkcs7-signature" || kind == "application/pgp-signature"
}

// multipart reads the parts of a part.
func (w *mailWalker) multipart(p mailPart, kind string, params map[string]string, depth int) error {
	r := multipart.NewReader(p.body, params["boundary"])
	var parts []mailPart
	for len(parts) <= maxParts {
		next, err := r.NextRawPart()
		if err != nil {
			w.partly = w.partly || err != io.EOF
			break
		}
		data, err := io.ReadAll(next)
		w.partly = w.partly || err != nil
		parts = append(parts, mailPart{header: next.Header, body: bytes.NewReader(data)})
	}
	if kind == "multipart/alternative" {
		return w.alternatives(parts, depth)
	}
	for _, q := range parts {
		if err := w.part(q, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// fuller is how many times as long as the plain text another form must be for
// the plain text not to be the message: "this message needs a program that
// shows HTML".
const fuller = 4

// alternatives reads the forms of one text. The plain one counts, since the
// programs that write several write the same in all; unless it is empty, or so
// short that it only says to read another one.
func (w *mailWalker) alternatives(parts []mailPart, depth int) error {
	var none []string // attachments, if no form has text
	var best *mailWalker
	words := 0 // bytes of text of the best
	for _, plain := range []bool{true, false} {
		for i := range parts {
			if k, _ := parts[i].kind(); (k == "text/plain") != plain {
				continue
			}
			t := &mailWalker{d: &documents.Document{Path: w.d.Path, Lang: w.d.Lang}, lang: w.lang, parts: w.parts, size: w.size}
			if err := t.part(parts[i], depth+1); err != nil {
				return err
			}
			w.parts, w.size = t.parts, t.size
			n := 0
			for _, b := range t.d.Blocks {
				n += len(b.Text)
			}
			if n == 0 {
				none = append(none, t.attachments...)
				w.partly = w.partly || t.partly
			} else if best == nil || n > fuller*words {
				best, words = t, n
			}
		}
	}
	if best == nil {
		w.attachments = append(w.attachments, none...)
		return nil
	}
	for _, b := range best.d.Blocks {
		w.add(b)
	}
	w.d.Warnings = append(w.d.Warnings, best.d.Warnings...)
	w.attachments = append(w.attachments, best.attachments...)
	w.partly = w.partly || best.partly
	w.lang = best.lang
	return nil
}

func (w *mailWalker) add(b documents.Block) {
	if len(w.d.Blocks) < maxBlocks {
		w.d.Blocks = append(w.d.Blocks, b)
	}
}

// told warns of what was not read.
func (w *mailWalker) told() {
	if n := len(w.attachments); n > 0 {
		names := strings.Join(w.attachments[:min(n, 10)], ", ")
		if n > 10 {
			names += ", …"
		}
		w.d.Warnings = append(w.d.Warnings, documents.Warning{Code: "attachments-left-out", Message: documents.Pair[string]{
			FR: "pièces jointes non lues (" + strconv.Itoa(n) + ") : " + names,
			EN: "attachments not read (" + strconv.Itoa(n) + "): " + names,
		}})
	}
	if w.partly {
		w.d.Warnings = append(w.d.Warnings, documents.Warning{Code: "mail-partly-read", Message: documents.Pair[string]{
			FR: "une partie du message est coupée ou mal codée : lue jusque-là ; enregistrez de nouveau le message",
			EN: "a part of the message is cut short or badly encoded: read up to there; save the message again",
		}})
	}
}
