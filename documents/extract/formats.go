package extract

import (
	"bytes"
	"path"
	"strings"

	"concord/documents"
)

// format tells what a file is, from its content first and the end of its name
// second.
func format(name string, data []byte) (string, error) {
	ext := nameEnd(name)
	head := data[:min(len(data), 1024)]
	// Readers accept a PDF header anywhere in the first kilobyte (ISO 32000-1,
	// annex H.3.4.1); a broken one is still best explained by the engine.
	if bytes.Contains(head, []byte("%PDF-")) || ext == ".pdf" {
		return PDF, nil
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return zipFormat(name, data)
	case bytes.HasPrefix(data, []byte(cfbMagic)):
		// Office encrypts by wrapping the file in the container of its old
		// formats (MS-OFFCRYPTO, section 2.3).
		if bytes.Contains(data, utf16Bytes("EncryptedPackage")) {
			return "", locked(name)
		}
		return "", unknown(name, old)
	}
	for _, k := range known {
		if k.magic != "" && bytes.HasPrefix(data, []byte(k.magic)) {
			return "", unknown(name, k)
		}
	}
	if !utf16BOM(data) && bytes.IndexByte(data[:min(len(data), 1<<16)], 0) >= 0 {
		if k, ok := byExtension(ext); ok {
			return "", unknown(name, k)
		}
		if zipped[ext] {
			return "", damaged(name, "", errNotZip)
		}
		return "", unknown(name, foreign{fr: "fichier binaire", en: "a binary file"})
	}
	if f := markup(Decode(data[:min(len(data), 1<<14)])); f != "" {
		return f, nil
	}
	return textFormat(name, ext, data)
}

// textFormat tells the formats that are text, which only the name tells apart.
func textFormat(name, ext string, data []byte) (string, error) {
	if k, ok := byExtension(ext); ok {
		return "", unknown(name, k)
	}
	switch {
	case zipped[ext]:
		return "", damaged(name, "", errNotZip)
	case ext == ".fodt":
		return ODT, nil
	case ext == ".html" || ext == ".htm" || ext == ".xhtml" || ext == ".xht":
		return HTML, nil
	case ext == ".eml" || ext == "" && mailStart(data):
		return Email, nil
	case ext == ".md" || ext == ".markdown" || ext == ".mkd" || ext == ".mdown":
		return Markdown, nil
	case strings.HasPrefix(strings.TrimLeft(Decode(data[:min(len(data), 256)]), " \t\r\n"), "<?xml"):
		return "", unknown(name, foreign{fr: "fichier XML", en: "an XML file"})
	}
	return Text, nil
}

func nameEnd(name string) string {
	return strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
}

// markup tells HTML and flat OpenDocument by how they begin, after white
// space, comments and an XML declaration.
func markup(text string) string {
	text = strings.ToLower(text)
	if strings.Contains(text, "<?xml") && strings.Contains(text, "<office:document") && strings.Contains(text, "opendocument") {
		return ODT
	}
	for {
		text = strings.TrimSpace(text)
		end := ""
		switch {
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case strings.HasPrefix(text, "<?"):
			end = "?>"
		case strings.HasPrefix(text, "<!doctype html"), strings.HasPrefix(text, "<html"):
			return HTML
		}
		i := strings.Index(text, end)
		if end == "" || i < 0 {
			return ""
		}
		text = text[i+len(end):]
	}
}

// mailStart reports whether a file without a telling name begins as mail does
// that was saved from a server.
func mailStart(data []byte) bool {
	for _, field := range []string{"Return-Path:", "Received:", "Delivered-To:", "MIME-Version:", "Message-ID:"} {
		if len(data) >= len(field) && strings.EqualFold(string(data[:len(field)]), field) {
			return true
		}
	}
	return false
}

// zipFormat tells the documents that are zip files by the parts in them.
func zipFormat(name string, data []byte) (string, error) {
	z, err := openZip(name, data)
	if err != nil {
		if k, ok := byExtension(nameEnd(name)); ok {
			return "", unknown(name, k)
		}
		return "", err
	}
	kind := strings.TrimSpace(string(z.start("mimetype", 128)))
	under := func(dir string) bool {
		for part := range z.parts {
			if strings.HasPrefix(part, dir) {
				return true
			}
		}
		return false
	}
	ext := nameEnd(name)
	switch {
	case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.text"):
		return ODT, nil
	case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.spreadsheet"):
		return "", unknown(name, sheet)
	case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.presentation"):
		return "", unknown(name, slides)
	case kind == "application/epub+zip":
		return "", unknown(name, foreign{fr: "livre EPUB", en: "an EPUB book"})
	case under("word/"):
		return Docx, nil
	case under("xl/"):
		return "", unknown(name, sheet)
	case under("ppt/"):
		return "", unknown(name, slides)
	case under("Index/") && z.has("Metadata/Properties.plist"), z.has("Index.zip"):
		return "", unknown(name, foreign{fr: "fichier Pages", en: "a Pages document"})
	case ext == ".docx" || ext == ".docm" || ext == ".dotx":
		return Docx, nil
	case ext == ".odt" || ext == ".ott":
		return ODT, nil
	}
	if k, ok := byExtension(ext); ok {
		return "", unknown(name, k)
	}
	return "", unknown(name, foreign{fr: "archive", en: "an archive"})
}

// cfbMagic is how the container of Office's old formats begins (MS-CFB).
const cfbMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// zipped are the ends of names of documents that are zip files.
var zipped = map[string]bool{".docx": true, ".docm": true, ".dotx": true, ".odt": true, ".ott": true}

func utf16Bytes(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}

// A foreign is a format that is recognised, so that the refusal can name it,
// and not read.
type foreign struct{ fr, en, magic, exts string }

var (
	old    = foreign{fr: "ancien document Word ou Office", en: "an old Word or Office document", exts: ".doc .dot .wps "}
	sheet  = foreign{fr: "classeur", en: "a spreadsheet", exts: ".xls .xlsx .xlsm .ods .fods .numbers "}
	slides = foreign{fr: "présentation", en: "a presentation", exts: ".ppt .pptx .pptm .odp .fodp .key "}
)

var known = []foreign{
	old, sheet, slides,
	{"document RTF", "an RTF document", `{\rtf`, ".rtf "},
	{"document WordPerfect", "a WordPerfect document", "\xFFWPC", ".wpd "},
	{"message Outlook", "an Outlook message", "", ".msg .pst "},
	{"archive web", "a web archive", "", ".mht .mhtml .webarchive "},
	{"livre EPUB", "an EPUB book", "", ".epub .mobi "},
	{"fichier Pages", "a Pages document", "", ".pages "},
	{"fichier PostScript", "a PostScript file", "%!PS", ".ps .eps "},
	{"image", "a picture", "\x89PNG", ".png .gif .bmp .webp .svg .heic "},
	{"image", "a picture", "\xFF\xD8\xFF", ".jpg .jpeg "},
	{"image", "a picture", "II*\x00", ".tif .tiff "},
	{"image", "a picture", "MM\x00*", ""},
	{"archive", "an archive", "", ".zip "},
	{"archive", "an archive", "\x1F\x8B", ".gz .tgz "},
	{"archive", "an archive", "7z\xBC\xAF\x27\x1C", ".7z "},
	{"fichier XML", "an XML file", "", ".xml .xlf .xliff .tmx .tbx "},
}

func byExtension(ext string) (foreign, bool) {
	for _, k := range known {
		if ext != "" && strings.Contains(k.exts, ext+" ") {
			return k, true
		}
	}
	return foreign{}, false
}

func unknown(name string, k foreign) error {
	// The container of old Office files holds messages and slides, too: the
	// name says which.
	if o, ok := byExtension(nameEnd(name)); ok && k == old {
		k = o
	}
	advice := documents.Pair[string]{
		FR: "enregistrez ou exportez le document en .docx ou en PDF",
		EN: "save or export the document as .docx or PDF",
	}
	switch k.en {
	case "an Outlook message":
		advice = documents.Pair[string]{FR: "enregistrez le message en .eml", EN: "save the message as .eml"}
	case "a web archive":
		advice = documents.Pair[string]{FR: "enregistrez la page en .html", EN: "save the page as .html"}
	case "a picture":
		advice = documents.Pair[string]{
			FR: "passez l’image dans un logiciel de reconnaissance de caractères, ou demandez le fichier d’origine",
			EN: "run the picture through character recognition, or ask for the original file",
		}
	case "an archive":
		advice = documents.Pair[string]{FR: "extrayez d’abord le document", EN: "unpack the document first"}
	}
	return documents.Problemf(documents.Unreadable, "format-unknown",
		"%[1]s : ce format n’est pas lu (%[2]s) ; concord lit les fichiers PDF, Word (.docx), OpenDocument (.odt, .fodt), HTML, courriel (.eml), Markdown (.md) et texte (.txt) : %[4]s",
		"%[1]s: this format is not read (%[3]s); concord reads PDF, Word (.docx), OpenDocument (.odt, .fodt), HTML, e-mail (.eml), Markdown (.md) and text (.txt) files: %[5]s",
		name, k.fr, k.en, advice.FR, advice.EN)
}
