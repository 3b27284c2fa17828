# revisit: `make help` lists what there is to make.
VERSION  := 0.1.0
PREFIX   ?= /usr/local
PKGS     := glib-2.0 libxml-2.0 libxslt cairo pangocairo pangoft2 fontconfig harfbuzz libdeflate nettle json-c libjpeg
LOADED   := librsvg-2.0 libmicrohttpd poppler-glib # when first needed: its headers only
CC       ?= cc
CFLAGS   ?= $(if $(SAN),-O1,-O2) -g
WARNINGS := -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes \
            -Wwrite-strings -Wvla
B        ?= build$(if $(SAN),-san)$(if $(FUZZ),-fuzz)
, := ,
SANFLAGS := $(if $(SAN)$(FUZZ),-fsanitize=address$(,)undefined -fno-omit-frame-pointer \
            -fno-sanitize-recover=undefined) $(if $(FUZZ),-fsanitize=fuzzer-no-link)

# pkg-config is asked once, and only by the targets that compile.
PKG_CFLAGS  = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) $(LOADED) 2>/dev/null))$(PKG_CFLAGS)
PKG_LIBS    = $(eval PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null))$(PKG_LIBS)
ALL_CFLAGS  = -std=c17 $(WARNINGS) $(if $(WERROR),-Werror) $(SANFLAGS) $(CFLAGS)
COMPILE     = $(CC) -D_GNU_SOURCE -Isrc $(PKG_CFLAGS) $(CPPFLAGS) $(ALL_CFLAGS)
LINK        = $(CC) $(ALL_CFLAGS) $(LDFLAGS)
LIBS        = $(PKG_LIBS) -lhyphen -lm $(LDLIBS)

SRCS  := $(filter-out src/make/%,$(sort $(wildcard src/*.c src/*/*.c)))
DATA  := $(filter-out %/new.xml templates/strings/access.%,$(sort $(wildcard templates/*.rng templates/*/*.x[ms]l styles/*/style.xml)))
PAGE  := $(sort $(wildcard src/serve/*.html src/serve/*.css src/serve/*.js))
OBJS  := $(SRCS:%.c=$B/%.o) $B/page.o $B/packed.o
LIB   := $(filter-out $B/src/main.o $B/src/cmd_%.o,$(OBJS))
UNITS := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
PROGRAM := $(if $(wildcard src/main.c),$B/revisit)
BENCH := $(patsubst tests/bench/%.c,$B/bench/%,$(sort $(wildcard tests/bench/*.c)))
ifeq ($(shell uname),Darwin) # its linker wraps no functions
BENCH := $(filter-out %/finish,$(BENCH))
endif
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,$B/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
OURS   = $(sort $(wildcard src/*.[ch] src/*/*.[ch] tests/unit/*.[ch] tests/bench/*.[ch] tests/fuzz/*.[ch]))
SH     = B=$B SAN=$(SAN) sh

.PHONY: help all objects report specimen charts test test-all san fuzz fuzzers browser bench conformance golden regen lint format install clean FORCE
.DEFAULT_GOAL := all

help: ## this list
	@echo "make TARGET, where TARGET is:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 12
	@echo "Variables: CC, CFLAGS, SAN=1 (sanitizers), WERROR=1, PREFIX, DESTDIR, B (folder to build in)"

all: $(PROGRAM) ## the program, build/revisit

report: ## every report of input/, into output/ (installs what is missing)
	@tests/setup.sh build
	@$(MAKE) --no-print-directory all
	@$(SH) tests/report.sh

specimen: all ## the specimen book, as it is published and as a draft, into output/
	@mkdir -p output
	@$B/revisit build -o output/specimen.pdf input/specimen.xml
	@$B/revisit build --record-lines -o output/specimen-draft.pdf input/specimen.xml

charts: all ## every kind of chart, into output/charts.pdf, in grey and for deuteranopia
	@$(SH) tests/gallery.sh

test: ## every test (installs what is missing)
	@tests/setup.sh build test
	@$(MAKE) --no-print-directory test-all

objects: $(PROGRAM) $(UNITS) $(BENCH) $(FUZZERS)

test-all: objects
	@$(SH) tests/run.sh

san: ## every test under the address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory SAN=1 test

fuzz: ## TIME=60: so many seconds of hostile bytes for each target (installs what is missing)
	@tests/setup.sh build test fuzz
	@$(MAKE) --no-print-directory FUZZ=1 CC=clang fuzzers
	@B=build-fuzz TIME=$(or $(TIME),60) sh tests/fuzz/run.sh

fuzzers: $(PROGRAM) $(FUZZERS)

browser: ## pages in a browser: validity, accessibility (installs what is missing)
	@tests/setup.sh build test browser
	@$(MAKE) --no-print-directory all
	@$(SH) tests/browser/run.sh

bench: ## speed and memory beside the floor (some minutes)
	@tests/setup.sh build test bench
	@tests/setup.sh browser || echo "The preview will not be measured in a browser."
	@$(MAKE) --no-print-directory objects
	@$(SH) tests/bench/run.sh

conformance: ## every sample as PDF/UA-1 and PDF/A-3a, by veraPDF (fetched once)
	@tests/setup.sh build test conformance
	@$(MAKE) --no-print-directory all
	@$(SH) tests/conformance.sh

golden: all ## CASE=name: one golden case
	@$(SH) tests/golden.sh tests/golden/$(or $(CASE),$(error CASE=name, of tests/golden/))

regen: all ## CASE=name: show how a golden case has changed, and take it over
	@REGEN=1 $(SH) tests/golden.sh tests/golden/$(or $(CASE),$(error CASE=name, of tests/golden/))

lint: ## clang-tidy and cppcheck
	@tests/setup.sh build lint
	@$(SH) tests/lint.sh

format: ## clang-format over our sources
	@tests/setup.sh lint
	@clang-format -i $(OURS)

install: all ## into DESTDIR and PREFIX: program, templates, styles, man page
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $B/revisit $(DESTDIR)$(PREFIX)/bin/
	install -m 644 docs/revisit.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	find templates styles -type f -exec install -D -m 644 {} $(DESTDIR)$(PREFIX)/share/revisit/{} \;

clean: ## remove what was built
	rm -rf build build-san build-fuzz build-ci output

# Stamps: each holds what its objects depend on beyond files, and changes only when that does.
stamp = @mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$(1))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(1))' >$@
$B/flags: FORCE
	$(call stamp,$(COMPILE) $(LINK) $(LIBS))
$B/objects: FORCE
	$(call stamp,$(OBJS))
$B/data: FORCE
	$(call stamp,$(DATA))
$B/version: FORCE
	$(call stamp,$(VERSION) $(COMMIT) $(PREFIX))
COMMIT  = $(eval COMMIT := $(shell git describe --always --dirty 2>/dev/null))$(COMMIT)

$B/revisit: $(OBJS) $B/objects $B/flags
	@$(LINK) -o $@ $(OBJS) $(LIBS)

$B/librevisit.a: $(LIB) $B/objects
	@rm -f $@
	@$(AR) rcs $@ $(LIB)

$B/unit/% $B/bench/%: $B/librevisit.a $B/flags
	@mkdir -p $(@D)
	@$(LINK) -o $@ $(filter %.o,$^) $B/librevisit.a $(LIBS) $(if $(findstring /unit/,$@),-lcmocka)
$(UNITS): $B/unit/%: $B/tests/unit/%.o
$(BENCH): $B/bench/%: $B/tests/bench/%.o
# Functions of the library that this one times from outside, by the linker of GNU or LLVM.
WRAPPED := layout_report paint_pdf pdf_finish pages_write packer_pack_dup
$B/bench/finish: private LDFLAGS += $(WRAPPED:%=-Wl,--wrap=%)

# A fuzz target has libFuzzer's main, or one of ours that replays files.
$(FUZZERS): $B/fuzz/%: $B/tests/fuzz/fuzz_%.o $B/tests/fuzz/fuzz.o $(if $(FUZZ),,$B/tests/fuzz/replay.o) \
		$B/librevisit.a $B/flags
	@mkdir -p $(@D)
	@$(LINK) $(if $(FUZZ),-fsanitize=fuzzer) -o $@ $(filter %.o,$^) $B/librevisit.a $(LIBS)

# The page of the preview goes into the program: each file as bytes, and a table of them.
$B/page.c: $(PAGE) Makefile
	@mkdir -p $(@D)
	@{ printf '#include "serve/asset.h"\n\n'; \
	for file in $(PAGE); do \
		printf 'static const unsigned char %s[] = {\n' "$$(basename $$file | tr .- __)"; \
		od -An -v -tu1 $$file | sed 's/  *\([0-9]\{1,\}\)/\1,/g'; \
		printf '0 };\n\n'; \
	done; \
	printf 'const struct asset assets[] = {\n'; \
	for file in $(PAGE); do \
		name=$$(basename $$file); bytes=$$(echo $$name | tr .- __); \
		printf '\t{ "%s", %s, sizeof(%s) - 1 },\n' $$name $$bytes $$bytes; \
	done; \
	printf '\t{ 0 },\n};\n'; } >$@

# Templates and styles go into it as documents carry them.
PACKER := $(patsubst %,$B/src/%.o,make/packed pdf/pack base/hash)
$B/make/packed: $(PACKER) $B/flags
	@mkdir -p $(@D)
	@$(LINK) -o $@ $(PACKER) $(LIBS)
$B/packed.c: $B/make/packed $(DATA) $B/data
	@$B/make/packed $(DATA) >$@.part && mv $@.part $@

$B/page.o $B/packed.o: %.o: %.c $B/flags
	@$(COMPILE) -MMD -MP -c -o $@ $<

$B/src/base/version.o: $B/version
DEFINES.src/base/version = -DREVISIT_VERSION='"$(VERSION)"' -DREVISIT_COMMIT='"$(COMMIT)"' \
                           -DREVISIT_PREFIX='"$(PREFIX)"'

$B/%.o: %.c $B/flags
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(COMPILE) $(DEFINES.$*) -MMD -MP -c -o $@ $<

.SECONDARY:
-include $(shell find $B -name '*.d' 2>/dev/null)
