package s3blob

import (
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"concord/documents"
	"concord/documents/archive"
)

// A Location says where an archive is in S3. It is written
//
//	s3://bucket/prefix?endpoint=https://host:port&region=ca-central-1&lookup=path
//
// with these parameters, all optional:
//
//	endpoint  the server, with http:// or https:// before it; Amazon's by default
//	region    the region; that of the endpoint, or us-east-1, by default
//	lookup    "path" (host/bucket), "dns" (bucket.host) or "auto"; by default
//	          "path" with an endpoint and "auto" without
//	connect   how long to wait for a connection, as in "2s"; 5s by default
//	timeout   how long to wait for an answer, as in "10s"; 30s by default
//
// Credentials are never part of it.
type Location struct {
	Bucket string
	// Prefix is put before every key; it has no slash at either end.
	Prefix string
	// Endpoint is host or host:port, without a scheme; TLS says which.
	Endpoint string
	TLS      bool
	Region   string
	// Lookup is "path", "dns" or "auto".
	Lookup string
	// Connect and Timeout are as the parameters above.
	Connect, Timeout time.Duration
}

// IsLocation reports whether an archive's name is one for this package.
func IsLocation(s string) bool { return strings.HasPrefix(s, "s3://") }

// Parse reads a location. What is wrong with it is a problem of class Misuse.
func Parse(s string) (Location, error) {
	bad := func(fr, en string) (Location, error) { return Location{}, badLocation(s, fr, en) }
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "s3" {
		return bad("il commence par « s3:// »", "it begins with s3://")
	}
	if u.User != nil {
		return bad("il ne contient ni clé ni mot de passe : mettez-les dans AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY",
			"it holds no key or password: put them into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	if u.Fragment != "" {
		return bad("il ne contient pas de « # » (écrivez « %23 »)", "it holds no # (write %23)")
	}
	l := Location{Bucket: u.Host, Prefix: strings.Trim(u.Path, "/"), Endpoint: "s3.amazonaws.com", TLS: true,
		Lookup: "auto", Connect: 5 * time.Second, Timeout: 30 * time.Second}
	if !validBucket(l.Bucket) {
		return bad("un nom de compartiment a de 3 à 63 lettres minuscules, chiffres, points et traits d’union",
			"a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens")
	}
	if archive.CheckPrefix(l.Prefix) != nil || len(l.Prefix) > maxPrefix {
		return bad("le préfixe n’a ni partie vide, ni « .. », ni caractère de contrôle, et il est court",
			"the prefix has no empty part, no .. and no control character, and it is short")
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return bad("les paramètres s’écrivent nom=valeur, séparés par &", "parameters are written name=value with & between them")
	}
	for name, values := range query {
		v := values[len(values)-1]
		ok := len(values) == 1
		switch name {
		case "endpoint":
			ok = ok && l.setEndpoint(v)
			if query.Get("lookup") == "" {
				l.Lookup = "path"
			}
		case "region":
			l.Region = v
		case "lookup":
			l.Lookup = v
			ok = ok && slices.Contains([]string{"path", "dns", "auto"}, v)
		case "connect":
			ok = ok && setDuration(&l.Connect, v)
		case "timeout":
			ok = ok && setDuration(&l.Timeout, v)
		default:
			return bad("les paramètres sont endpoint, region, lookup, connect et timeout",
				"the parameters are endpoint, region, lookup, connect and timeout")
		}
		if !ok {
			return bad("la valeur de « "+name+" » n’est pas de la forme endpoint=https://hôte:port, lookup=path ou timeout=30s, ou y est deux fois",
				"the value of "+name+" is not of the form endpoint=https://host:port, lookup=path or timeout=30s, or is there twice")
		}
	}
	return l, nil
}

// maxPrefix leaves room for the archive's own keys (225 bytes at most) within
// archive.MaxKey.
const maxPrefix = archive.MaxKey - 256

func (l *Location) setEndpoint(v string) bool {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	if host := u.Hostname(); host == "" || net.ParseIP(host) == nil && strings.ContainsAny(host, " _%") {
		return false
	}
	l.Endpoint, l.TLS = u.Host, u.Scheme == "https"
	return u.Scheme == "https" || u.Scheme == "http"
}

func setDuration(d *time.Duration, v string) bool {
	n, err := time.ParseDuration(v)
	*d = n
	return err == nil && n > 0 && n <= time.Hour
}

func validBucket(name string) bool {
	if len(name) < 3 || len(name) > 63 {
		return false
	}
	for _, r := range name {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-') {
			return false
		}
	}
	return !strings.ContainsAny(name[:1]+name[len(name)-1:], ".-") && !strings.Contains(name, "..")
}

func badLocation(s, fr, en string) error {
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		s = "s3://…" + s[i:] // whatever stands before may be a secret
	}
	return documents.Problemf(documents.Misuse, "archive-location",
		"« %[1]s » n’est pas un emplacement d’archive : %[2]s ; par exemple s3://compartiment/prefixe?endpoint=https://hôte:port",
		"%[1]q is not the place of an archive: %[3]s; for example s3://bucket/prefix?endpoint=https://host:port", s, fr, en)
}
