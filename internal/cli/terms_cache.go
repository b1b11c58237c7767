package cli

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"concord/documents"
	"concord/glossary"
	"concord/internal/pdfium"
	"concord/pipeline"
)

// Large glossaries are kept in the user's cache folder as they are after
// reading, ready to find terms. A file there is named after all that it was made
// of: the bytes and names of the glossaries, the domains chosen, and this very
// program, whose word forms are in it. What cannot be read or is not sound is
// made anew; nothing that goes wrong here is told, since nothing is lost.

// Glossaries of fewer bytes in all do not touch the disk: reading 1 MiB, some
// 5,000 concepts, and making its matcher take 35 ms.
const minIndexed = 1 << 20

// What the folder may hold. An index of 100,000 concepts has 35 to 55 MB; the
// ones used longest ago go first.
const (
	maxIndexes    = 24
	maxIndexBytes = 512 << 20
)

// indexFolder is where indexes are kept: concord/glossaries in the user's cache
// folder. It is empty when the user has none, or has CONCORD_CACHE=off.
func indexFolder() string {
	if strings.EqualFold(os.Getenv("CONCORD_CACHE"), "off") {
		return ""
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "concord", "glossaries")
}

// An indexPart is one of the glossaries that an index was made of.
type indexPart struct {
	Concepts int                 `json:"concepts"`
	Warnings []documents.Warning `json:"warnings"`
}

// indexFile is the file for some glossaries, whose bytes are in t.data; "" when
// they are too small or there is no folder.
func (t *terms) indexFile(names, domains []string) string {
	total := 0
	for _, name := range names {
		total += len(t.data[name])
	}
	if total < minIndexed || t.columns != nil || t.cache == "" {
		return ""
	}
	program, err := os.Executable()
	if err != nil {
		return ""
	}
	st, err := os.Stat(program)
	if err != nil || pdfium.Private(t.cache) != nil {
		return ""
	}
	key := sha256.New()
	fmt.Fprintf(key, "%s %d %d %q\n", version, st.Size(), st.ModTime().UnixNano(), domains)
	for _, name := range names {
		fmt.Fprintf(key, "%q %s\n", name, t.digest(name))
	}
	return filepath.Join(t.cache, hex.EncodeToString(key.Sum(nil))+".index")
}

// digest is the SHA-256 of a glossary's bytes, computed once.
func (t *terms) digest(name string) string {
	if t.digests[name] == "" {
		sum := sha256.Sum256(t.data[name])
		t.digests[name] = hex.EncodeToString(sum[:])
	}
	return t.digests[name]
}

// open reads an index with what it says of its glossaries, nil for none that
// is sound.
func (t *terms) open(file string, names []string) *glossary.Matcher {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil || !st.Mode().IsRegular() || st.Size() > maxIndexBytes {
		return nil
	}
	var all strings.Builder
	all.Grow(int(st.Size()))
	if _, err := io.Copy(&all, io.LimitReader(f, maxIndexBytes)); err != nil {
		return nil
	}
	data := all.String()
	if len(data) < 8 {
		return nil
	}
	size, sum := binary.LittleEndian.Uint32([]byte(data[:4])), binary.LittleEndian.Uint32([]byte(data[4:8]))
	if uint64(size) > uint64(len(data)-8) {
		return nil
	}
	head := []byte(data[8 : 8+size])
	var parts []indexPart
	if crc32.ChecksumIEEE(head) != sum || json.Unmarshal(head, &parts) != nil || len(parts) != len(names) {
		return nil
	}
	m, err := glossary.OpenIndex(data[8+size:])
	if err != nil {
		return nil
	}
	for i, name := range names {
		t.opened(name, t.digest(name), parts[i].Concepts, parts[i].Warnings)
	}
	now := time.Now()
	_ = os.Chtimes(file, now, now)
	return m
}

// opened notes, once for each file, what a glossary holds and warns of.
func (t *terms) opened(name, sha256 string, concepts int, warnings []documents.Warning) {
	if slices.ContainsFunc(t.refs, func(r pipeline.GlossaryRef) bool { return r.Path == name }) {
		return
	}
	t.refs = append(t.refs, pipeline.GlossaryRef{Path: name, SHA256: sha256, Concepts: concepts})
	t.warnings = append(t.warnings, warnings...)
}

// save writes an index beside the others, whole or not at all.
func (t *terms) save(file string, parts []*glossary.Glossary, m *glossary.Matcher) {
	about := make([]indexPart, len(parts))
	for i, g := range parts {
		about[i] = indexPart{len(g.Concepts), g.Warnings}
	}
	head, err := json.Marshal(about)
	if err != nil {
		return
	}
	data := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	data = binary.LittleEndian.AppendUint32(data, crc32.ChecksumIEEE(head))
	data = m.AppendIndex(append(data, head...))
	if len(data) > maxIndexBytes {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".new-*")
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return
	}
	pruneIndexes(filepath.Dir(file))
}

// pruneIndexes removes the indexes used longest ago until the rest keep to the
// limits, and what an interrupted run left.
func pruneIndexes(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	type index struct {
		path string
		used time.Time
		size int64
	}
	var all []index
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		path := filepath.Join(folder, e.Name())
		switch {
		case filepath.Ext(path) == ".index":
			all = append(all, index{path, info.ModTime(), info.Size()})
		case strings.HasPrefix(e.Name(), ".new-") && time.Since(info.ModTime()) > time.Hour:
			_ = os.Remove(path)
		}
	}
	slices.SortFunc(all, func(a, b index) int { return b.used.Compare(a.used) })
	total := int64(0)
	for i, x := range all {
		if total += x.size; i >= maxIndexes || total > maxIndexBytes {
			_ = os.Remove(x.path)
		}
	}
}
