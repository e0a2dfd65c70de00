# The two commands that do everything on a fresh Debian 12 or newer (as root or with sudo), and on
# any system that has the tools on PATH:
#   make serve    builds the tutorial and serves it at http://localhost:8000 (PORT= to choose)
#   make test     builds everything, runs every test headless, ends with 'N passed, N failed'
#   make test-all the same with all that takes longer: before a release
#   make dist     the folder to upload, build/dist (SITE=https://... for what must name it): docs/hosting.md
# The rest: build, bench, docs, clean, setup, format, tidy, fuzz.

# WORDS=de with build, serve or dist takes the page's sentences from web/words/de.

MAKEFLAGS += --no-print-directory
WORDS ?= en
export WORDS
.PHONY: help serve test test-all build dist bench docs clean setup format tidy fuzz
.NOTPARALLEL:

help:
	@sed -n 's/^#  *make /make /p; s/^# The rest/The rest/p' Makefile

serve: build
	@node web/serve.mjs

# tests/run.mjs also reports failed builds, so a test run always ends with its one line.
test:
	@sh cmake/setup.sh test
	@node tests/run.mjs

# tests/full.mjs, and each test that uses it, says what is added.
test-all:
	@INTERLEAVE_FULL=1 $(MAKE) test

build: setup
	@sh cmake/build.sh wasm
	@node web/size.mjs

dist: setup
	@sh cmake/build.sh wasm
	@node --conditions=$(WORDS) web/site/dist.mjs $(if $(SITE),--site '$(SITE)') $(if $(SOURCE),--source '$(SOURCE)')

bench: build
	@node bench/run.mjs

docs:
	@sh cmake/setup.sh docs
	@mkdir -p build/docs
	@doxygen cmake/Doxyfile
	@echo "The reference of aio: build/docs/html/index.html"

# Feeds random files to the trace reader for SECONDS.
SECONDS ?= 60
fuzz:
	@sh cmake/setup.sh fuzz
	@node tests/fuzz/run.mjs $(SECONDS)

setup:
	@sh cmake/setup.sh build

format:
	@sh cmake/setup.sh tools
	@sh cmake/format.sh

tidy:
	@sh cmake/setup.sh tools
	@sh cmake/build.sh native tests
	@sh cmake/tidy.sh

clean:
	@rm -rf build
