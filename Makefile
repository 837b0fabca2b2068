# chelm: Helm's chart renderer and a static linter. `make help` lists the targets.

VERSION := 0.1.0
VARIANT ?= release
# What builds of everything use, unless make was told otherwise.
PARALLEL := $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))
BUILD   ?= build/$(VARIANT)
CC      ?= cc
comma   := ,

# Folders in the order in which they may depend on each other: LAYER_x is what x is built upon.
LAYERS        := base value lexer parser funcs eval chart release lint api
LAYER_base    :=
LAYER_value   := base
LAYER_lexer   := base
LAYER_parser  := lexer base
LAYER_funcs   := value base
LAYER_eval    := funcs parser lexer value base
LAYER_chart   := value base
LAYER_release := eval funcs parser lexer chart value base
LAYER_lint    := release $(LAYER_release)
LAYER_api     := lint release $(LAYER_release)

PACKAGES := yaml-0.1 libpcre2-8 libutf8proc zlib nettle

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla -Wcast-qual \
            -Wwrite-strings -Wformat=2
DEFINES  := -D_POSIX_C_SOURCE=200809L -DCHELM_VERSION='"$(VERSION)"'

# Of these flags, those that the compiler knows on this processor; and those that it links a program with.
supported = $(foreach f,$(1),$(shell $(CC) -Werror $(f) -x c -c /dev/null -o /dev/null 2>/dev/null && echo $(f)))
linked    = $(foreach f,$(1),$(shell t=$$(mktemp) && echo 'int main(void) { return 0; }' | \
                $(CC) $(f) -x c - -o "$$t" 2>/dev/null && echo $(f); rm -f "$$t"))

CFLAGS_release := -O2 -g1 -fstack-protector-strong -D_FORTIFY_SOURCE=2
ifeq ($(VARIANT),release)
CFLAGS_release += $(call supported,-fPIE -fstack-clash-protection -fcf-protection)
endif
LDFLAGS_release := -pie -Wl,-z,relro,-z,now,-z,noexecstack
CFLAGS_debug   := -O0 -g3
CFLAGS_asan    := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=all \
                  -fno-omit-frame-pointer
CFLAGS_arena   := $(CFLAGS_asan) -DCHELM_ARENA_MALLOC
CFLAGS_cov     := -O0 -g --coverage
LDFLAGS_asan   := -fsanitize=address,undefined
LDFLAGS_arena  := $(LDFLAGS_asan)
LDFLAGS_cov    := --coverage

CFLAGS  ?=
CFLAGS  += -std=c11 $(WARNINGS) $(CFLAGS_$(VARIANT)) -fvisibility=hidden \
           -ffile-prefix-map=$(CURDIR)=. -I. $(DEFINES) $(shell pkg-config --cflags $(PACKAGES))
LDFLAGS += $(LDFLAGS_$(VARIANT))
LDLIBS  += $(call libraries,$(shell pkg-config --libs $(PACKAGES))) $(AS_NEEDED) -lc -lm -ldl -pthread
# Of the mathematical functions chelm calls few, which glibc has in libc, too: where libc comes first and
# what is not needed is left out, the loader need not map libm at each start.
AS_NEEDED := $(call linked,-Wl$(comma)--as-needed)
# Libraries come from their archives where these exist: the loader then has half as much to do at each
# start, a third of a small chart's cost. SHARED=1 links all of them at run time.
archive   = $(shell $(CC) -print-file-name=lib$(1).a)
libraries = $(foreach l,$(1),$(or $(if $(SHARED),,$(filter /%,$(call archive,$(l:-l%=%)))),$(l)))
# Where all libraries and glibc have archives, the program that renders is static: it then starts in
# two thirds of the time. What needs libraries at run time is done by its twin (base/shared_library.h).
glibc_links = $(shell t=$$(mktemp) && echo 'const char *gnu_get_libc_version(void);' \
                  'int main(void) { return !gnu_get_libc_version(); }' | \
                  $(CC) -fPIE $(filter-out -pie,$(LDFLAGS)) $(1) -x c - -x none -o "$$t" $(LDLIBS) \
                  2>/dev/null && echo $(1); rm -f "$$t")
ifeq ($(VARIANT)$(SHARED)$(PARTIAL)$(findstring -fsanitize,$(CFLAGS) $(LDFLAGS)),release)
STATIC := $(call glibc_links,-static-pie)
endif
# Commands are shown as one short line each, with V=1 as they are.
ifndef V
Q := @
endif
say = @printf '  %-4s %s\n' $(1) $(2)
# The linker writes a file in small pieces, which then lies in small pages of memory: a copy, such as
# `make install` makes, starts 0.05 ms earlier.
as_installed = $(Q)cp $@ $@.copy && mv $@.copy $@
# PARTIAL=1 links although rows of the tables have no body yet (they must then not be called).
ifdef PARTIAL
CFLAGS  += -fno-pie
LDFLAGS += -no-pie -Wl,--unresolved-symbols=ignore-all
endif

sources = $(filter-out %_test.c %_static.c,$(sort $(wildcard $(1)/*.c)))
tests   = $(sort $(wildcard $(1)/*_test.c))
objects = $(patsubst %.c,$(BUILD)/%.o,$(1))
# The archives of a folder and of what it is built upon, in link order.
archives = $(foreach l,$(1) $(LAYER_$(1)),$(BUILD)/lib$(l).a)

PROGRAMS := $(BUILD)/chelm-template $(BUILD)/chelm-lint
# The static program's twin (base/shared_library.h), and the one of the two that the loader starts.
TWIN     := $(if $(STATIC),$(BUILD)/chelm-template-shared)
DYNAMIC  := $(or $(TWIN),$(BUILD)/chelm-template)
TESTS    := $(foreach l,$(LAYERS),$(patsubst %.c,$(BUILD)/%,$(call tests,$(l))))

.PHONY: all
all: $(PROGRAMS) $(TWIN) $(BUILD)/libchelm.a

define layer_rules
$(BUILD)/lib$(1).a: $(call objects,$(call sources,$(1)))
	$$(call say,AR,$$@)
	@rm -f $$@
	$$(Q)ar rcsD $$@ $$^

$(patsubst %.c,$(BUILD)/%,$(call tests,$(1))): $(BUILD)/%: $(BUILD)/%.o $(call archives,$(1))
	$$(call say,LD,$$@)
	$$(Q)$(CC) $(LDFLAGS) -o $$@ $$^ -lcmocka $(LDLIBS)
endef
$(foreach l,$(LAYERS),$(eval $(call layer_rules,$(l))))

# What other programs link to: one object in which only the functions of libchelm.h are visible.
$(BUILD)/libchelm.a: $(call archives,api)
	$(call say,AR,$@)
	@rm -f $@
	$(Q)ld -r -o $(BUILD)/libchelm.o --whole-archive $^
	$(Q)objcopy --localize-hidden $(BUILD)/libchelm.o
	$(Q)ar rcsD $@ $(BUILD)/libchelm.o

# Each program is the file of its name and what it needs of the others: tables that it does not use
# would have to be relocated at each start.
MAINS := $(patsubst $(BUILD)/chelm-%,$(BUILD)/cli/%.o,$(PROGRAMS))
$(BUILD)/libcli.a: $(filter-out $(MAINS),$(call objects,$(call sources,cli)))
	$(call say,AR,$@)
	@rm -f $@
	$(Q)ar rcsD $@ $^
$(DYNAMIC): $(BUILD)/cli/template.o $(BUILD)/libcli.a $(call archives,api)
$(BUILD)/chelm-lint: $(BUILD)/cli/lint.o $(BUILD)/libcli.a $(call archives,api)
$(DYNAMIC) $(BUILD)/chelm-lint:
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
	$(as_installed)
ifdef STATIC
$(BUILD)/chelm-template: $(BUILD)/cli/template.o $(BUILD)/base/shared_library_static.o \
                         $(BUILD)/libcli.a $(call archives,api)
	$(call say,LD,$@)
	$(Q)$(CC) $(filter-out -pie,$(LDFLAGS)) $(STATIC) -o $@ $^ $(LDLIBS)
	$(as_installed)
endif

CLI_TESTS := $(patsubst %.c,$(BUILD)/%,$(call tests,cli))
TESTS     += $(CLI_TESTS)
$(CLI_TESTS): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/libcli.a $(call archives,api)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lcmocka $(LDLIBS)

SPEC_OBJECTS := $(call objects,$(call sources,spec-tests))
$(BUILD)/spec-run: $(SPEC_OBJECTS) $(call archives,value)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

DOCS_OBJECTS := $(BUILD)/docs/functions.o $(BUILD)/spec-tests/case_file.o
$(BUILD)/docs-functions: $(DOCS_OBJECTS) $(call archives,funcs)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

.PRECIOUS: $(BUILD)/%.o
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# The parts that have tools of their own.
-include $(wildcard bench/bench.mk fuzz/fuzz.mk lint/lint.mk property/property.mk)

## Everything below is for people: each target does its own set-up.

.PHONY: demo check test hook-test spec shape conformance record docs asan arena cov cov-all format install uninstall dist clean help
demo:                ## install what is missing, build, and render the example chart
	@scripts/setup.sh build
	@$(MAKE) --no-print-directory $(PARALLEL) all
	$(BUILD)/chelm-template shop examples/webapp --namespace demo

check:               ## install what is missing, build, and run every test
	@scripts/setup.sh test
	@$(MAKE) --no-print-directory $(PARALLEL) test

test: all $(TESTS) $(BUILD)/spec-run $(BUILD)/docs-functions $(BUILD)/property-run $(FUZZ_TESTS)
	@CC='$(CC)' scripts/run-tests.sh $(TESTS) -- \
	    '$(BUILD)/spec-run $(BUILD)/chelm-template spec-tests examples' \
	    'scripts/cli-tests.sh $(BUILD)/chelm-template' \
	    'scripts/batch-tests.sh $(BUILD)/chelm-template' \
	    'scripts/property-tests.sh $(BUILD)/property-run' \
	    'scripts/docs-tests.sh $(BUILD)/docs-functions $(BUILD)/chelm-lint' \
	    'scripts/lint-tests.sh $(BUILD)/chelm-lint' \
	    'scripts/helm-lint-tests.sh $(BUILD)/chelm-lint --format helm' \
	    'scripts/embedding-tests.sh $(BUILD) $(LDFLAGS)' \
	    $(FUZZ_SUITES) \
	    'scripts/shape.sh $(BUILD)'

spec: all $(BUILD)/spec-run   ## the spec cases alone; K=WORD picks cases
	$(BUILD)/spec-run $(BUILD)/chelm-template $(if $(K),-k $(K)) spec-tests examples

shape: all           ## the include graph, the headers, static data, the files' lengths
	scripts/shape.sh $(BUILD)

hook-test: all       ## the pre-commit hooks and the GitHub Action in a repository (Python 3, pip)
	scripts/hook-tests.sh $(BUILD)/chelm-lint

asan arena:          ## run every test in that variant (address and UB sanitizers, malloc arenas)
	@$(MAKE) --no-print-directory VARIANT=$@ BUILD=build/$@ check

# Of these folders the spec cases must run nine lines in ten. The runner is not one of the programs
# that are measured: it reads JSON, too.
COVERED      := lexer parser eval value chart funcs
COVER        := VARIANT=cov BUILD=build/cov
show_covered  = scripts/coverage.sh build/cov $(1) 90 $(COVERED) -- $(filter-out $(COVERED),$(LAYERS)) cli
write_covered = $(if $(WRITE),@scripts/coverage-page.sh build/cov >build/coverage.md && mv build/coverage.md docs/coverage.md)

cov:                 ## lines that the spec cases run (gcc, gcov); WRITE=1 writes docs/coverage.md
	@scripts/setup.sh build
	@$(MAKE) --no-print-directory $(PARALLEL) $(BUILD)/spec-run
	@$(MAKE) --no-print-directory $(PARALLEL) $(COVER) all
	@find build/cov -name '*.gcda' -delete
	@rm -f build/cov/all.txt
	@scripts/run-tests.sh -- \
	    '$(BUILD)/spec-run build/cov/chelm-template spec-tests examples' \
	    'scripts/lint-tests.sh build/cov/chelm-lint' \
	    'scripts/helm-lint-tests.sh build/cov/chelm-lint --format helm'
	@$(call show_covered,spec)
	$(write_covered)

cov-all: cov         ## the same, and then by every test that make check runs
	@$(MAKE) --no-print-directory $(COVER) check; s=$$?; $(call show_covered,all) && exit $$s
	$(write_covered)

conformance: all     ## score against recordings of Helm v4.2.4 in DATA=DIR (Python 3, zstd)
	scripts/conformance.sh $(BUILD)/chelm-template "$(DATA)"

record:              ## record the spec cases' expectations anew from the real Helm (Go)
	cd spec-tests/record && go run . .. ../../examples

docs: $(BUILD)/docs-functions $(PROGRAMS)   ## write docs/ anew from the tables and examples
	scripts/docs-options.sh $(PROGRAMS)
	scripts/docs-rules.sh $(BUILD)/chelm-lint
	$(BUILD)/docs-functions >$(BUILD)/functions.md && mv $(BUILD)/functions.md docs/functions.md

format:              ## clang-format over all C files
	clang-format -i $(wildcard */*.c */*.h)

PREFIX ?= /usr/local
SHARE   = $(DESTDIR)$(PREFIX)/share
LIBEXEC = $(DESTDIR)$(PREFIX)/libexec/chelm
SHARE_DIRS := man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d
install: all         ## install the programs, the library, the manual and completions under PREFIX
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin include lib/pkgconfig)
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	$(if $(TWIN),install -d $(LIBEXEC) && install -m 755 $(TWIN) $(LIBEXEC))
	install -m 644 api/libchelm.h $(DESTDIR)$(PREFIX)/include
	install -m 644 $(BUILD)/libchelm.a $(DESTDIR)$(PREFIX)/lib
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|; s|@PACKAGES@|$(PACKAGES)|' \
	    api/chelm.pc.in >$(DESTDIR)$(PREFIX)/lib/pkgconfig/chelm.pc
	install -d $(addprefix $(SHARE)/,$(SHARE_DIRS))
	install -m 644 docs/man/*.1 $(SHARE)/man/man1
	install -m 644 docs/completions/*.fish $(SHARE)/fish/vendor_completions.d
	install -m 644 docs/completions/_* $(SHARE)/zsh/site-functions
	for p in $(notdir $(PROGRAMS)); do install -m 644 docs/completions/$$p.bash \
	    $(SHARE)/bash-completion/completions/$$p || exit 1; done

uninstall:           ## remove them again
	rm -f $(patsubst $(BUILD)/%,$(DESTDIR)$(PREFIX)/bin/%,$(PROGRAMS)) \
	    $(addprefix $(DESTDIR)$(PREFIX)/,include/libchelm.h lib/libchelm.a lib/pkgconfig/chelm.pc) \
	    $(LIBEXEC)/chelm-template-shared
	test ! -d $(LIBEXEC) || rmdir $(LIBEXEC)
	for p in $(notdir $(PROGRAMS)); do rm -f $(SHARE)/man/man1/$$p.1 \
	    $(SHARE)/bash-completion/completions/$$p $(SHARE)/zsh/site-functions/_$$p \
	    $(SHARE)/fish/vendor_completions.d/$$p.fish; done

dist:                ## a source archive of HEAD
	@mkdir -p build
	git archive --prefix=chelm-$(VERSION)/ -o build/chelm-$(VERSION).tar.gz HEAD

clean:               ## remove all that was built
	rm -rf build

help:                ## this list
	@echo 'make [TARGET] [VARIANT=release|debug|asan|arena|cov] [CC=gcc|clang]'
	@sed -n 's/^\([a-z][a-z -]*\):[^#]*## */  \1\t/p' Makefile fuzz/fuzz.mk | expand -t 22
