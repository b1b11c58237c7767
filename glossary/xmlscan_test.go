package glossary

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

// rawOf gives all tokens that a reader of TBX looks at, with their lines.
func rawOf(dec xmlTokens) (tokens []xmlToken, lines []int, err error) {
	for {
		var tok xmlToken
		err := dec.read(&tok)
		if errors.Is(err, io.EOF) {
			return tokens, lines, nil
		}
		if err != nil {
			return tokens, lines, err
		}
		if tok.kind == directiveToken {
			if bytes.Contains(bytes.ToUpper(tok.text), []byte("<!")) {
				return nil, nil, errors.New("declarations")
			}
			continue
		}
		tok.attrs, tok.text = append([]attribute(nil), tok.attrs...), append([]byte(nil), tok.text...)
		tokens, lines = append(tokens, tok), append(lines, dec.inputLine())
	}
}

// What the scanner reads is what encoding/xml reads, on the same lines.
func FuzzScanXML(f *testing.F) {
	f.Add([]byte(small))
	for _, s := range []string{
		"<?xml version='1.0' encoding=\"UTF-8\"?>\r\n<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\r\n<a x='1' y:z = \"&lt;&#233;&#xe9;\"\n/>",
		"<a><!-- x -y --><b>1 &amp; 2</b ></a>", "<a>]]></a>", "<a>&nbsp;</a>", "<a><![CDATA[<]]></a>", "<a b=c/>", "<a b='<'/>", "<a:b:c/>", "<a:/>", "<:a/>",
		"<é/>", "<a é=''/>", "<a b=''c=''/>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<a>&#0;</a>", "<a>&#x1F600;</a>", "<a>&#xFFFE;</a>", "a\rb<c>\r\r\n</c>", "<?xml version=\"1.1\"?>", "<a/><?xml version=\"1.0\"?>",
		"<a b='1&quot;2]&gt;' c=\"it's\"> ] ]] x&gt;\r</a>", "<a>1234567\x01</a>", "<a b='12345678\x1f9'/>", "<a>\u0085\u007f\t\t\t\t\t\t\t\t</a>", "<a>\v", "<a b='",
		"<!DOCTYPE a PUBLIC \"-//A//B\" \"c\">", "<a\u00a0b=''/>", "<1/>", "<-a/>", "<a", "</", "<", "<?a?>", "<?a", "<!--->", "<!--a--->",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := newXMLScanner(data)
		if s == nil {
			return
		}
		got, gotLines, err := rawOf(s)
		if s.unusual {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		want, lines, err := rawOf(&decodedXML{dec: xml.NewDecoder(bytes.NewReader(data))})
		if err != nil {
			t.Fatalf("%q is read as %v, encoding/xml says %v", data, got, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q\n got  %v\n want %v", data, got, want)
		}
		if !reflect.DeepEqual(gotLines, lines) {
			t.Fatalf("%q: lines %v, want %v", data, gotLines, lines)
		}
	})
}

// What our writers write is read without encoding/xml.
func TestOwnTBXIsUsual(t *testing.T) {
	for _, shape := range shapes {
		var b bytes.Buffer
		if err := WriteTBX(&b, starter(t), shape); err != nil {
			t.Fatal(err)
		}
		s := newXMLScanner(b.Bytes())
		if s == nil {
			t.Fatalf("%s: cannot be begun", shape)
		}
		if _, _, err := rawOf(s); err != nil {
			t.Errorf("%s: %v at %q", shape, err, strings.TrimSpace(string(b.Bytes()[s.at:min(b.Len(), s.at+80)])))
		}
	}
}
