package extract_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"concord/documents"
	"concord/documents/extract"
)

// crlf writes a message as it travels.
func crlf(s string) string { return strings.ReplaceAll(strings.TrimPrefix(s, "\n"), "\n", "\r\n") }

func TestEmail(t *testing.T) {
	d := read(t, "a.eml", crlf(`
From: =?utf-8?q?Ren=C3=A9e?= Exemple <r@exemple.org>
To: b@exemple.org
Date: Mon, 23 Nov 2026 10:00:00 -0500
Subject: =?iso-8859-1?Q?R=E9union_du?= =?utf-8?B?IGNvbWl0w6k=?=
MIME-Version: 1.0
Content-Language: fr
Content-Type: multipart/mixed; boundary="xx"

préambule
--xx
Content-Type: multipart/alternative; boundary=yy

--yy
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Bonjour,

La r=E9union est report=E9e =E0 lundi parce que la salle est prise mardi; le =
comit=E9 vous demande donc de noter la nouvelle date.

> Peut-on d=E9placer la r=E9union?
> Merci.

>> Elle est mardi.
--yy
Content-Type: text/html; charset=utf-8

<p>Bonjour en HTML</p>
--yy--
--xx
Content-Type: application/pdf; name="=?utf-8?q?d=C3=A9cision.pdf?="
Content-Disposition: attachment
Content-Transfer-Encoding: base64

JVBERi0=
--xx
Content-Type: message/rfc822

Subject: Un message transmis
From: c@exemple.org

Son texte.
--xx--
épilogue
`), extract.Options{})
	want(t, d, `
heading 1: Réunion du comité
header: From: Renée Exemple <r@exemple.org>
header: To: b@exemple.org
header: Date: Mon, 23 Nov 2026 10:00:00 -0500
paragraph: Bonjour,
paragraph: La réunion est reportée à lundi parce que la salle est prise mardi; le comité vous demande donc de noter la nouvelle date.
paragraph: Peut-on déplacer la réunion?
paragraph: Merci.
paragraph: Elle est mardi.
heading 3: Un message transmis
header: From: c@exemple.org
paragraph: Son texte.
`)
	warned(t, d, "attachments-left-out")
	if w := d.Warnings[0].Message; !strings.Contains(w.FR, "décision.pdf") || !strings.Contains(w.EN, "décision.pdf") {
		t.Errorf("%q", w)
	}
	if d.Lang != documents.FR || d.Format != extract.Email {
		t.Errorf("language %q, format %q", d.Lang, d.Format)
	}
	origins(t, d, "")
	covered(t, d)
}

func TestEmailBodies(t *testing.T) {
	html := base64.StdEncoding.EncodeToString([]byte("<html><body><p>Le <b>corps</b> du message.</p><div hidden>non</div></body></html>"))
	for _, c := range []struct{ name, message, want, warnings string }{
		{"bare", "Subject: S\n\nTexte.\n", "heading 1: S\nparagraph: Texte.\n", ""},
		{"flowed", "Content-Type: text/plain; format=flowed\n\nUne phrase assez longue pour \ncontinuer sur une autre ligne.\nUne autre.\n> citée et \n> continuée\n From là\n-- \nA. Exemple\n",
			"paragraph: Une phrase assez longue pour continuer sur une autre ligne.\nparagraph: Une autre.\nparagraph: citée et continuée\nparagraph: From là\nparagraph: A. Exemple\n", ""},
		{"flowed with deleted spaces", "Content-Type: text/plain; format=flowed; delsp=yes\n\nhttps://example.org/ \nabc\n", "paragraph: https://example.org/abc\n", ""},
		{"HTML in base64", "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + html[:40] + "\n " + html[40:] + "\n", "paragraph: Le corps du message.\n", "hidden-text"},
		{"empty plain text", "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>Texte.\n--b--\n", "paragraph: Texte.\n", ""},
		{"plain text that only points to the other", "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nVoir en HTML.\n--b\nContent-Type: multipart/related; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>Le texte du message est ici et non dans l’autre partie.\n--c\nContent-Type: image/png; name=logo.png\n\nx\n--c--\n--b--\n",
			"paragraph: Le texte du message est ici et non dans l’autre partie.\n", "attachments-left-out"},
		{"calendar beside the text", "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nTexte.\n--b\nContent-Type: text/calendar; name=a.ics\n\nBEGIN:VCALENDAR\n--b--\n", "paragraph: Texte.\n", ""},
		{"signed", "Content-Type: multipart/signed; boundary=b\n\n--b\n\nTexte.\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Disposition: attachment\n\nx\n--b--\n", "paragraph: Texte.\n", ""},
		{"attached message", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nVoir plus bas.\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=a.eml\n\nSubject: Joint\n\nSon texte.\n--b--\n", "paragraph: Voir plus bas.\nheading 3: Joint\nparagraph: Son texte.\n", ""},
		{"sealed message in another", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nTexte.\n--b\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx\n--b--\n", "paragraph: Texte.\n", "mail-partly-read"},
		{"UTF-16 with half a character", "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte("\xFF\xFEO\x00u\x00i\x00\n")) + "\n", "paragraph: Oui\n", ""},
		{"bare 8-bit header", "Subject: R\xE9union\n\nTexte.\n", "heading 1: Réunion\nparagraph: Texte.\n", ""},
		{"unknown character set", "Content-Type: text/plain; charset=x-rien\n\n\xE9t\xE9\n", "paragraph: été\n", "encoding-guessed"},
		{"no boundary", "Subject: S\nContent-Type: multipart/mixed\n\nTexte.\n", "heading 1: S\n", "mail-partly-read"},
		{"cut short", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nTexte.\n", "paragraph: Texte.\n", "mail-partly-read"},
		{"broken base64", "Subject: S\nContent-Transfer-Encoding: base64\n\nVGV4dGU=\nVGV4\n", "heading 1: S\nparagraph: Texte\n", "mail-partly-read"},
		{"mailbox", "From a@exemple.org Mon Nov 23 10:00:00 2026\nSubject: S\n\nTexte.\n", "heading 1: S\nparagraph: Texte.\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, "a.eml", crlf(c.message), extract.Options{Lang: documents.FR})
			if got := dump(d); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			warned(t, d, strings.Fields(c.warnings)...)
			origins(t, d, "")
		})
	}
}

func TestEmailFaults(t *testing.T) {
	refused(t, "a.eml", "ceci n’est pas un message\n", "mail-damaged")
	refused(t, "a.eml", "\n\n", "mail-damaged")
	refused(t, "a.msg", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "format-unknown", ".eml")
	refused(t, "a.eml", "Subject: S\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA\n", "document-encrypted")
	refused(t, "a.eml", "Subject: S\nContent-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n", "document-encrypted")
	deep := "Subject: S\n"
	for i := range 40 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	refused(t, "a.eml", deep+"\nTexte.\n", "document-too-large")
	refused(t, "a.eml", "Subject: S\nContent-Type: multipart/mixed; boundary=b\n\n"+strings.Repeat("--b\n\nx\n", 2000)+"--b--\n", "document-too-large")
	if d := read(t, "message", "Received: from a\nSubject: S\n\nTexte.\n", extract.Options{}); d.Format != extract.Email {
		t.Errorf("format %q", d.Format)
	}
	if d := read(t, "a.txt", "From: a\nSubject: S\n\nTexte.\n", extract.Options{}); d.Format != extract.Text {
		t.Errorf("format %q", d.Format)
	}
}

func FuzzEmail(f *testing.F) {
	f.Add("Subject: =?utf-8?q?=C3=A9?=\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n> a\n>> b \n--b\nContent-Type: text/html\n\n<p>c\n--b--\n")
	f.Add("Content-Type: text/plain; format=flowed; delsp=yes; charset=iso-8859-15\nContent-Transfer-Encoding: quoted-printable\n\na=E9 \nb=\n")
	f.Add("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogYQoKYg==\n")
	f.Fuzz(func(t *testing.T, text string) { holds(t, "a.eml", text) })
}
