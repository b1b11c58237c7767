// Command cmd measures concord against a folder of gold data and prints the
// table: go run ./internal/eval/cmd -data DIR. With -floors it exits 1 when a
// figure is worse than its floor.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"time"

	"concord/internal/docread"
	"concord/internal/eval"
)

func main() {
	if docread.IsChild() {
		os.Exit(docread.ChildMain())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx)
	stop()
	os.Exit(code)
}

func run(ctx context.Context) int {
	data := flag.String("data", "../shared/data", "folder with gold data")
	asJSON := flag.Bool("json", false, "print JSON")
	floors := flag.String("floors", "", "file with floors that must be reached")
	only := flag.String("area", "", "measure this area alone")
	flag.Parse()

	if st, err := os.Stat(*data); err != nil || !st.IsDir() {
		fmt.Fprintf(os.Stderr, "eval: %s is not a folder with gold data; docs/eval.md says what it must hold\n", *data)
		return 2
	}
	areas := eval.Areas()
	areas = slices.DeleteFunc(areas, func(a eval.Area) bool {
		if *only == "" { // times have no floors
			return a.Name == "speed" && *floors != ""
		}
		return a.Name != *only
	})
	if len(areas) == 0 {
		fmt.Fprintf(os.Stderr, "eval: there is no area %q\n", *only)
		return 2
	}
	var report eval.Report
	for _, a := range areas {
		fmt.Fprintf(os.Stderr, "eval: %s\n", a.Name)
		start := time.Now()
		measure := a.Run
		if *floors != "" && a.Alone != nil {
			measure = a.Alone
		}
		rows, err := measure(ctx, *data)
		if err != nil {
			fmt.Fprintf(os.Stderr, "eval: %s: %v\n", a.Name, err)
			return 3
		}
		report.Add(a, rows, time.Since(start))
	}
	write := report.WriteTable
	if *asJSON {
		write = report.WriteJSON
	}
	if err := write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		return 3
	}
	return compare(*floors, report.Rows)
}

// compare holds the rows against a floors file; no file is no comparison.
func compare(path string, rows []eval.Row) int {
	if path == "" {
		return 0
	}
	f, err := os.Open(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		return 2
	}
	defer f.Close()
	floors, err := eval.ReadFloors(f)
	if err != nil {
		fmt.Fprintf(os.Stderr, "eval: %s: %v\n", path, err)
		return 2
	}
	bad := eval.Below(rows, floors)
	for _, line := range bad {
		fmt.Fprintln(os.Stderr, "eval: below the floor:", line)
	}
	if len(bad) > 0 {
		return 1
	}
	fmt.Fprintf(os.Stderr, "eval: all of %d floors hold\n", len(floors))
	return 0
}
