package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"concord/documents"
	"concord/documents/archive"
	"concord/internal/config"
	"concord/internal/docread"
	"concord/internal/engines"
	"concord/internal/ocr"
	"concord/internal/pdfium"

	"github.com/urfave/cli/v2"
)

func (p *program) doctorCommand() *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: p.of("dit ce qui fonctionne sur cet ordinateur", "say what works on this computer"),
		Description: p.of(
			"Essaie chaque moteur de lecture, prépare PDFium pour que la première lecture n’attende pas, montre les limites et regarde si l’archive répond. Rien n’y est écrit. Le code de sortie est 3 si quelque chose que concord.yaml demande ne fonctionne pas.",
			"Tries each reading engine, prepares PDFium so that the first reading need not wait, shows the limits and looks whether the archive answers. Nothing is written to it. The exit code is 3 when something that concord.yaml asks for does not work."),
		Flags:  []cli.Flag{p.engineFlag(), p.archiveFlag()},
		Action: p.doctor,
	}
}

// An ailment is a line of the doctor's report.
type ailment struct {
	name  string
	state state
	says  string
}

// A state says whether something works.
type state int

const (
	works   state = iota
	missing       // not there, and nothing asks for it
	broken        // needed, and does not work
)

func (p *program) doctor(c *cli.Context) error {
	if _, err := p.arguments(c, 0, 0); err != nil {
		return err
	}
	cfg, err := p.settings(c)
	if err != nil {
		return err
	}
	report := []ailment{
		{"native", works, p.of("le premier moteur, toujours là", "the first engine, always there")},
		p.examinePDFium(c, cfg),
		p.examineTesseract(c, cfg),
		p.examineLimits(cfg),
		p.examineConfig(cfg),
		p.examineArchive(c, cfg),
		p.examineIndexes(),
	}
	if c.Context.Err() != nil {
		return c.Context.Err()
	}
	words := map[state]string{works: p.of("oui", "yes"), missing: p.of("non", "no"), broken: p.of("PANNE", "FAULT")}
	w := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	ill := false
	for _, a := range report {
		ill = ill || a.state == broken
		fmt.Fprintf(w, "%s\t%s\t%s\n", a.name, words[a.state], clean(a.says))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if ill {
		return exitError(exitIncomplete)
	}
	return nil
}

// examinePDFium starts PDFium twice: the first time fills the cache, the second
// shows what a reading will cost.
func (p *program) examinePDFium(c *cli.Context, cfg *config.Config) ailment {
	a := ailment{name: "pdfium"}
	folder := docread.CacheFolder()
	private := pdfium.Private(folder)
	before := filled(folder)
	start := time.Now()
	lib, err := pdfium.Load(c.Context, folder)
	if err != nil {
		a.state = missing
		if cfg.Engine == string(engines.PDFium) || cfg.Engine == string(engines.OCR) {
			a.state = broken
		}
		a.says = documents.Explain(err, p.lang)
		return a
	}
	lib.Close()
	took := seconds(time.Since(start))
	switch {
	case private != nil:
		a.says = fmt.Sprintf(p.of(
			"fonctionne, mais n’a pas de répertoire où garder son code (%[2]v) : chaque fichier qui en a besoin attend %[1]s",
			"works, but has no folder to keep its code in (%[2]v): each file that needs it waits %[1]s"), took, private)
	case before:
		a.says = fmt.Sprintf(p.of("prêt en %[1]s ; code dans %[2]s", "ready in %[1]s; code in %[2]s"), took, folder)
	default:
		start = time.Now()
		if lib, err = pdfium.Load(c.Context, folder); err == nil {
			lib.Close()
		}
		a.says = fmt.Sprintf(p.of("compilé en %[1]s, désormais prêt en %[3]s ; code dans %[2]s", "compiled in %[1]s, ready in %[3]s from now on; code in %[2]s"),
			took, folder, seconds(time.Since(start)))
	}
	return a
}

// filled reports whether a folder holds machine code already.
func filled(folder string) bool {
	found := false
	_ = filepath.WalkDir(folder, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = true
		}
		return nil
	})
	return found
}

// seconds writes a length of time for people.
func seconds(d time.Duration) string { return fmt.Sprintf("%.2g s", d.Seconds()) }

func (p *program) examineTesseract(c *cli.Context, cfg *config.Config) ailment {
	a := ailment{name: "ocr", state: missing}
	if cfg.Engine == string(engines.OCR) {
		a.state = broken
	}
	program, ok := ocr.Find(p.env)
	if !ok {
		a.says = fmt.Sprintf(p.of("tesseract n’est pas installé ; les pages numérisées ne sont pas lues (%s)", "tesseract is not installed; scanned pages are not read (%s)"), engines.Install.Of(p.lang))
		return a
	}
	version, err := program.Version(c.Context)
	languages, lerr := program.Languages(c.Context)
	switch {
	case err != nil || lerr != nil:
		if err == nil {
			err = lerr
		}
		a.says = fmt.Sprintf("%s: %v", program.Path, err)
	case !slices.Contains(languages, "fra") || !slices.Contains(languages, "eng"):
		a.says = fmt.Sprintf(p.of("%[1]s, langues : %[2]s ; il y faut fra et eng (%[3]s)", "%[1]s, languages: %[2]s; it needs fra and eng (%[3]s)"),
			version, strings.Join(languages, ", "), engines.Install.Of(p.lang))
	default:
		a.state = works
		a.says = fmt.Sprintf(p.of("%[1]s, langues : %[2]s (%[3]s)", "%[1]s, languages: %[2]s (%[3]s)"), version, strings.Join(languages, ", "), program.Path)
	}
	return a
}

// examineLimits shows the limits in force.
func (p *program) examineLimits(cfg *config.Config) ailment {
	l := limits(cfg).OrDefault()
	return ailment{p.of("limites", "limits"), works, fmt.Sprintf(
		p.of("temps %[1]s, mémoire %[2]d Mio, fichier %[3]d Mio, pages %[4]d ; lancement de PDFium %[5]s, OCR %[6]s par page et %[7]s par document",
			"time %[1]s, memory %[2]d MiB, file %[3]d MiB, pages %[4]d; starting PDFium %[5]s, OCR %[6]s a page and %[7]s a document"),
		l.Time, l.Memory>>20, l.FileSize>>20, l.Pages, engines.LoadTime, ocr.PageTime, engines.RecogniseTime)}
}

func (p *program) examineConfig(cfg *config.Config) ailment {
	if cfg.File == "" {
		return ailment{"config", missing, p.of("pas de concord.yaml ; les valeurs par défaut valent", "no concord.yaml; the defaults hold")}
	}
	return ailment{"config", works, fmt.Sprintf(p.of("%[1]s ; moteur : %[2]s", "%[1]s; engine: %[2]s"), cfg.File, cfg.Engine)}
}

// examineIndexes says where large glossaries are kept ready.
func (p *program) examineIndexes() ailment {
	folder := indexFolder()
	if folder == "" {
		return ailment{p.of("glossaires", "glossaries"), missing, p.of("pas de cache : les grands glossaires sont relus à chaque fois", "no cache: large glossaries are read anew each time")}
	}
	if err := pdfium.Private(folder); err != nil {
		return ailment{p.of("glossaires", "glossaries"), missing, fmt.Sprintf(p.of("cache inutilisable (%[1]v) : les grands glossaires sont relus à chaque fois", "cache of no use (%[1]v): large glossaries are read anew each time"), err)}
	}
	files, size := 0, int64(0)
	if entries, err := os.ReadDir(folder); err == nil {
		for _, e := range entries {
			if info, err := e.Info(); err == nil && filepath.Ext(e.Name()) == ".index" {
				files++
				size += info.Size()
			}
		}
	}
	return ailment{p.of("glossaires", "glossaries"), works, fmt.Sprintf(p.of("cache %[1]s, fichiers : %[2]d (%[3]d Mio)", "cache %[1]s, files: %[2]d (%[3]d MiB)"), folder, files, size>>20)}
}

// archiveWait is how long the archive may take to answer here.
const archiveWait = 20 * time.Second

// examineArchive opens the archive for reading, if there is one.
func (p *program) examineArchive(c *cli.Context, cfg *config.Config) ailment {
	a := ailment{name: "archive"}
	place, err := p.archivePlace(c, cfg)
	if err != nil {
		return ailment{"archive", missing, p.of("aucune n’est indiquée", "none is named")}
	}
	ctx, stop := context.WithTimeout(c.Context, archiveWait)
	defer stop()
	b, err := blobs(place)
	if err == nil {
		_, err = archive.Open(ctx, b)
	}
	var problem *documents.Problem
	switch {
	case asProblem(err, &problem) && problem.Code == "archive-none":
		return ailment{"archive", missing, fmt.Sprintf(p.of("%s : rien encore, la première version la créera", "%s: nothing yet, the first version will make it"), place)}
	case err != nil:
		a.state, a.says = broken, documents.Explain(named(place, err), p.lang)
		return a
	}
	a.says = fmt.Sprintf(p.of("%s répond", "%s answers"), place)
	return a
}
