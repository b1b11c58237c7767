# Bare `make` lists what can be made. Go alone is needed for run, test, check,
# bench and dist; eval also runs pdftotext and mutool beside concord where they
# are installed.
GO ?= go
DATA ?= ../shared/data
ARCHIVE ?= bin/archive
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
# The command-line library can write manuals, for which it starts a Markdown
# parser at every run. concord does not use that.
TAGS = urfave_cli_no_docs
LDFLAGS = -s -w -X concord/internal/cli.version=$(VERSION)

.DEFAULT_GOAL := help
.PHONY: help build run test check bench eval floors dist

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build bin/concord
	@mkdir -p bin
	CGO_ENABLED=0 $(GO) build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o bin/concord ./cmd/concord

# concord exits 1 when it finds divergences, and the samples hold some on
# purpose: 1 is success here, any other code is not.
run: build ## the main job on the sample pair: check, show, archive, list
	@for pair in letter report; do \
	  bin/concord check documents/samples/$$pair.fr.pdf documents/samples/$$pair.en.pdf \
	    --glossary glossary/child-rights.csv --format full; code=$$?; \
	  [ $$code -le 1 ] || exit $$code; \
	  bin/concord archive put samples/$$pair documents/samples/$$pair.fr.pdf documents/samples/$$pair.en.pdf \
	    --glossary glossary/child-rights.csv --archive $(ARCHIVE) || exit $$?; \
	done
	@bin/concord archive list --archive $(ARCHIVE)

test: ## all tests, with the command-line stories
	$(GO) test -shuffle=on ./...

check: ## vet, staticcheck and formatting
	@out=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$out" ] || { echo "gofmt would change:"; echo "$$out"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

bench: ## benchmarks of every stage
	$(GO) test -run '^$$' -bench . -benchmem ./...

eval: ## scores against gold data: make eval DATA=DIR
	@$(GO) run ./internal/eval/cmd -data $(DATA)

floors: ## fail when a score of make eval is below internal/eval/floors.tsv
	@$(GO) run ./internal/eval/cmd -data $(DATA) -floors internal/eval/floors.tsv

dist: ## static binaries for the usual systems in dist/
	@mkdir -p dist
	@for t in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64; do \
	  os=$${t%/*}; arch=$${t#*/}; ext=; [ $$os = windows ] && ext=.exe; \
	  echo "dist/concord-$$os-$$arch$$ext"; \
	  CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' \
	    -o dist/concord-$$os-$$arch$$ext ./cmd/concord || exit 1; \
	done
