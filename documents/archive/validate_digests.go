package archive

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"maps"
	"slices"
	"strings"
)

// claim is a digest that a file ought to have.
type claim struct{ algorithm, digest, code string }

// checkDigests reads every file once and compares it with all that the
// inventories say about it.
func (o *object) checkDigests(readings []*reading) error {
	claims := map[string][]claim{}
	add := func(byDigest map[string][]string, algorithm, code string) {
		for d, paths := range byDigest {
			for _, p := range paths {
				c := claim{algorithm, strings.ToLower(d), code}
				if _, ok := o.files[p]; ok && newHash(algorithm) != nil && !slices.Contains(claims[p], c) {
					claims[p] = append(claims[p], c)
				}
			}
		}
	}
	for _, r := range readings {
		add(r.manifest, r.algorithm, "E092")
		for algorithm, byDigest := range r.fixity {
			add(byDigest, algorithm, "E093")
		}
	}
	for _, p := range slices.Sorted(maps.Keys(claims)) {
		sums := map[string]hash.Hash{}
		var all []io.Writer
		for _, c := range claims[p] {
			if sums[c.algorithm] == nil {
				sums[c.algorithm] = newHash(c.algorithm)
				all = append(all, sums[c.algorithm])
			}
		}
		blob, err := o.blobs.Get(o.ctx, o.root+p)
		if errors.Is(err, ErrNotFound) {
			o.report("E092", o.root+p, "")
			continue
		}
		if err != nil {
			return err
		}
		_, err = io.Copy(io.MultiWriter(all...), &interruptible{o.ctx, blob.Body})
		blob.Body.Close()
		if err != nil {
			return err
		}
		for _, c := range claims[p] {
			if hex.EncodeToString(sums[c.algorithm].Sum(nil)) != c.digest {
				o.report(c.code, o.root+p, c.algorithm)
			}
		}
	}
	return nil
}

// newHash gives the hash of an algorithm of the specification, nil if it is not
// one that is computed here.
func newHash(algorithm string) hash.Hash {
	switch algorithm {
	case "md5":
		return md5.New()
	case "sha1":
		return sha1.New()
	case "sha256":
		return sha256.New()
	case "sha512":
		return sha512.New()
	case "sha512/256":
		return sha512.New512_256()
	}
	return nil
}

func sumOf(algorithm string, data []byte) string {
	h := newHash(algorithm)
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}
