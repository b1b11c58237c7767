package eval

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"concord/internal/docread"
	"concord/internal/engines"
)

// Speed measures what `concord extract` costs, beside pdftotext and mutool in
// the same run where they are installed:
//
//   - CPU time a page, native engine, over the four pairs of DATA/pdf with the
//     most pages, and its ratio to the others' (the least of speedRuns runs of
//     each program on each file, taken in turn, so that a busy hour meets all);
//   - the wall time of a start: a letter of one page, written here, with the
//     native engine and with PDFium on a warm cache;
//   - the peak memory of the program and its child together on the report with
//     the most pages.
//
// These are figures of one machine at one hour: they are for the reader and
// have no floors.
func Speed(ctx context.Context, data string) ([]Row, error) {
	pairs, err := largestPairs(data, func(path string) (int, error) {
		d, err := docread.File(ctx, path, docread.Options{Engine: engines.Native})
		if err != nil {
			return 0, err
		}
		return d.Pages, nil
	})
	if err != nil || len(pairs) == 0 {
		return nil, err
	}
	bin, done, err := program(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	rows, err := speedOfPages(ctx, bin, pairs[:min(4, len(pairs))])
	if err != nil {
		return nil, err
	}
	starts, err := speedOfStarts(ctx, bin)
	if err != nil {
		return nil, err
	}
	memory, err := memoryOfReport(ctx, bin, pairs)
	return append(append(rows, starts...), memory...), err
}

// speedRuns is how often each program reads each of the large files, and
// startRuns how often it reads the letter.
const (
	speedRuns = 5
	startRuns = 15
)

// speedTime ends a run that hangs.
const speedTime = 2 * time.Minute

// A contender is a program that reads a PDF; who is empty for concord.
type contender struct {
	who  string
	args func(path string) []string
}

// outsideContenders are the tools that are installed here.
func outsideContenders() []contender {
	var all []contender
	for _, c := range []contender{
		{"pdftotext", func(path string) []string { return []string{"pdftotext", path, "-"} }},
		{"mutool", func(path string) []string { return []string{"mutool", "draw", "-q", "-F", "text", "-o", "-", path} }},
	} {
		if _, err := exec.LookPath(c.who); err == nil {
			all = append(all, c)
		}
	}
	return all
}

// extractWith runs concord with an engine.
func extractWith(bin string, engine engines.Choice) contender {
	return contender{args: func(path string) []string { return []string{bin, "extract", "-q", "--engine", string(engine), path} }}
}

func speedOfPages(ctx context.Context, bin string, pairs []pairOfFiles) ([]Row, error) {
	all := append([]contender{extractWith(bin, engines.Native)}, outsideContenders()...)
	cpu := make([]time.Duration, len(all))
	pages := 0
	var names []string
	for _, p := range pairs {
		pages += p.pages[0] + p.pages[1]
		names = append(names, strings.TrimSuffix(filepath.Base(p.files[0]), ".fr.pdf"))
		for _, path := range p.files {
			least := make([]time.Duration, len(all))
			for i := range speedRuns {
				for k, c := range all {
					r, err := runProgram(ctx, speedTime, false, c.args(path)...)
					if err != nil {
						return nil, err
					}
					if i == 0 || r.cpu < least[k] {
						least[k] = r.cpu
					}
				}
			}
			for k := range all {
				cpu[k] += least[k]
			}
		}
	}
	fmt.Fprintf(os.Stderr, "eval: speed: the four pairs with the most pages: %s\n", strings.Join(names, ", "))
	var rows []Row
	for k, c := range all {
		rows = append(rows, Row{Area: "speed", Name: "CPU ms a page", Group: "four largest pairs", Outside: c.who, Value: milliseconds(cpu[k]) / float64(pages), Count: pages, Less: true})
	}
	for k, c := range all[1:] {
		rows = append(rows, Row{Area: "speed", Name: "CPU a page, ratio to " + c.who, Group: "four largest pairs", Value: cpu[0].Seconds() / cpu[k+1].Seconds(), Count: pages, Less: true})
	}
	return rows, nil
}

func speedOfStarts(ctx context.Context, bin string) ([]Row, error) {
	folder, err := os.MkdirTemp("", "concord-eval-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "letter.pdf")
	if err := os.WriteFile(path, letter(), 0o600); err != nil {
		return nil, err
	}
	all := []contender{extractWith(bin, engines.Native), extractWith(bin, engines.PDFium)}
	groups := []string{"native", "pdfium, warm cache"}
	for _, c := range outsideContenders() {
		all, groups = append(all, c), append(groups, "all")
	}
	took := make([][]time.Duration, len(all))
	for i := range startRuns + 1 {
		for k, c := range all {
			r, err := runProgram(ctx, speedTime, false, c.args(path)...)
			if err != nil {
				return nil, err
			}
			if r.code != 0 || !bytes.Contains(r.out, []byte(letterEnd)) {
				return nil, fmt.Errorf("%s does not read a plain letter: exit code %d: %s", strings.Join(c.args(path), " "), r.code, r.errs)
			}
			if i > 0 { // the first run fills the caches
				took[k] = append(took[k], r.wall)
			}
		}
	}
	var rows []Row
	for k, c := range all {
		least := took[k][0]
		for _, d := range took[k] {
			least = min(least, d)
		}
		for _, f := range []struct {
			name  string
			value time.Duration
		}{{"start, wall ms, least", least}, {"start, wall ms, median", median(took[k])}} {
			rows = append(rows, Row{Area: "speed", Name: f.name, Group: groups[k], Outside: c.who, Value: milliseconds(f.value), Count: startRuns, Less: true})
		}
	}
	return rows, nil
}

func memoryOfReport(ctx context.Context, bin string, pairs []pairOfFiles) ([]Row, error) {
	path, pages := "", 0
	for _, p := range pairs {
		for i, n := range p.pages {
			if n > pages {
				path, pages = p.files[i], n
			}
		}
	}
	var rows []Row
	all := []contender{extractWith(bin, engines.Native), extractWith(bin, engines.PDFium)}
	groups := []string{"native", "pdfium"}
	for _, c := range outsideContenders() {
		all, groups = append(all, c), append(groups, "all")
	}
	for k, c := range all {
		var most int64
		for range 3 {
			r, err := runProgram(ctx, speedTime, true, c.args(path)...)
			if err != nil {
				return nil, err
			}
			most = max(most, r.peak)
		}
		if most > 0 {
			rows = append(rows, Row{Area: "speed", Name: fmt.Sprintf("peak memory MB, %d pages", pages), Group: groups[k], Outside: c.who, Value: megabytes(most), Count: pages, Less: true})
		}
	}
	return rows, nil
}

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1000 }

func megabytes(n int64) float64 { return float64(n) / (1 << 20) }

// letterEnd are the last words of the letter.
const letterEnd = "Yours sincerely"

// letter writes a PDF of one page with some 300 words in one of the standard
// fonts.
func letter() []byte {
	var text strings.Builder
	for i := range 30 {
		fmt.Fprintf(&text, "BT /F1 11 Tf 72 %d Td (Line %d of this letter says what the line before it said, and no more.) Tj ET\n", 740-18*i, i+1)
	}
	fmt.Fprintf(&text, "BT /F1 11 Tf 72 120 Td (%s) Tj ET", letterEnd)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", text.Len(), text.String()),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	b.WriteString("xref\n0 6\n0000000000 65535 f \n")
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref)
	return b.Bytes()
}
