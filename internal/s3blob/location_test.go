package s3blob

import (
	"errors"
	"strings"
	"testing"
	"time"

	"concord/documents"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]Location{
		"s3://archive":  {Bucket: "archive", Endpoint: "s3.amazonaws.com", TLS: true, Lookup: "auto"},
		"s3://archive/": {Bucket: "archive", Endpoint: "s3.amazonaws.com", TLS: true, Lookup: "auto"},
		"s3://my.bucket/a/é%20b/?region=ca-central-1": {Bucket: "my.bucket", Prefix: "a/é b", Endpoint: "s3.amazonaws.com",
			TLS: true, Region: "ca-central-1", Lookup: "auto"},
		"s3://abc/p?endpoint=https://s3.example.org:9000": {Bucket: "abc", Prefix: "p", Endpoint: "s3.example.org:9000", TLS: true, Lookup: "path"},
		"s3://abc?endpoint=http://127.0.0.1:7070/&lookup=dns&timeout=2s&connect=100ms": {Bucket: "abc", Endpoint: "127.0.0.1:7070",
			Lookup: "dns", Timeout: 2 * time.Second, Connect: 100 * time.Millisecond},
		"s3://abc?lookup=auto&endpoint=http://[::1]:7070": {Bucket: "abc", Endpoint: "[::1]:7070", Lookup: "auto"},
	} {
		if want.Connect == 0 {
			want.Connect, want.Timeout = 5*time.Second, 30*time.Second
		}
		got, err := Parse(in)
		if err != nil || got != want {
			t.Errorf("%s gives %+v, %v\nwant %+v", in, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{
		"", "archive", "http://bucket/x", "s3://", "s3://a", "s3://UPPER", "s3://-abc", "s3://a..b", "s3:///prefix", "s3://abc:80x/p",
		"s3://abc/../x", "s3://abc/a//b", "s3://abc/%00", "s3://abc?endpoint=host:9000", "s3://abc?endpoint=ftp://host",
		"s3://abc?endpoint=https://host/path", "s3://abc?endpoint=https://key:secret@host", "s3://abc?endpoint=",
		"s3://abc?lookup=magic", "s3://abc?timeout=0s", "s3://abc?timeout=fast", "s3://abc?timeout=-1s", "s3://abc?regoin=x",
		"s3://abc?region=a&region=b&endpoint=x", "s3://key:secret@abc", "s3://abc/p#frag", "s3://abc?a=%zz",
		"s3://abc/" + strings.Repeat("long/", 300),
	} {
		_, err := Parse(in)
		var p *documents.Problem
		if !errors.As(err, &p) || p.Class != documents.Misuse || p.Code != "archive-location" {
			t.Errorf("%q: %v, want the problem archive-location", in, err)
			continue
		}
		if strings.Contains(p.In(documents.FR)+p.In(documents.EN), "secret@") && strings.Contains(in, "key:secret@abc") {
			t.Errorf("the message repeats the secret: %v", p)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("s3://bucket/prefix?endpoint=https://host:1&region=r&lookup=path&timeout=3s")
	f.Fuzz(func(t *testing.T, s string) {
		l, err := Parse(s)
		if err == nil && (!validBucket(l.Bucket) || l.Endpoint == "" || l.Timeout <= 0 || strings.HasSuffix(l.Prefix, "/")) {
			t.Errorf("%q gives %+v", s, l)
		}
	})
}
