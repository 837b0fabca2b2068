# Fuzzing. fuzz/entries.def lists the entries; a new one is a row there and a function fuzz_NAME in
# a file entries_*.c.

FUZZ_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,fuzz/fuzz.c property/same_events.c \
                  $(sort $(wildcard fuzz/entries_*.c)))
FUZZ_NEEDS   := $(FUZZ_OBJECTS) $(BUILD)/cli/job.o $(call archives,api)
FUZZ_ENTRIES := $(shell sed -n 's/^ENTRY.\([a-z]*\),.*/\1/p' fuzz/entries.def)
FUZZ_SEEDS   := build/fuzz-seeds
SECONDS      ?= 60

# NULL + 0 is what empty views do, and the next C allows (WG14 N3322): pointer-overflow is left out.
CFLAGS_fuzz  := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
                -fno-sanitize-recover=all -fno-sanitize=pointer-overflow
LDFLAGS_fuzz := -fsanitize=address,undefined
CFLAGS_afl   := -O2 -g
LDFLAGS_afl  :=

$(BUILD)/replay: $(BUILD)/fuzz/replay.o $(FUZZ_NEEDS)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/fuzz-%: fuzz/libfuzzer.c $(FUZZ_NEEDS)
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) -DFUZZ_ONE=fuzz_$* $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

$(FUZZ_SEEDS)/chelm.dict: fuzz/seeds.sh fuzz/entries.def $(wildcard spec-tests/*/*.cases)
	@fuzz/seeds.sh $(FUZZ_SEEDS)

.PHONY: fuzz fuzz-afl fuzz-all fuzz-build replay
fuzz: $(FUZZ_SEEDS)/chelm.dict   ## fuzz one ENTRY (fuzz/entries.def) for SECONDS with libFuzzer (clang)
	@$(MAKE) --no-print-directory CC=clang VARIANT=fuzz BUILD=build/fuzz build/fuzz/fuzz-$(ENTRY)
	@fuzz/run.sh $(ENTRY) $(SECONDS)

fuzz-all:            ## each entry for SECONDS, two at a time; FUZZ_SEED=N: the same way each time
	@$(MAKE) --no-print-directory fuzz-build
	@printf '%s\n' $(FUZZ_ENTRIES) | xargs -P 2 -I{} fuzz/run.sh {} $(SECONDS) $(FUZZ_SEED)

fuzz-build: $(FUZZ_SEEDS)/chelm.dict
	@$(MAKE) --no-print-directory CC=clang VARIANT=fuzz BUILD=build/fuzz \
	    $(patsubst %,build/fuzz/fuzz-%,$(FUZZ_ENTRIES))

fuzz-afl: $(FUZZ_SEEDS)/chelm.dict   ## the same as fuzz with AFL++ (Debian: afl++)
	@$(MAKE) --no-print-directory CC=afl-clang-fast VARIANT=afl BUILD=build/afl build/afl/fuzz-$(ENTRY)
	@fuzz/run-afl.sh $(ENTRY) $(SECONDS)

.PHONY: fuzz-afl-all fuzz-ledger
fuzz-afl-all: $(FUZZ_SEEDS)/chelm.dict   ## each entry for SECONDS with AFL++, two at a time
	@$(MAKE) --no-print-directory CC=afl-clang-fast VARIANT=afl BUILD=build/afl \
	    $(patsubst %,build/afl/fuzz-%,$(FUZZ_ENTRIES))
	@printf '%s\n' $(FUZZ_ENTRIES) | xargs -P 2 -I{} fuzz/run-afl.sh {} $(SECONDS)

fuzz-ledger:         ## add the runs since the last time to docs/fuzzing.md
	@fuzz/ledger.sh

replay: $(BUILD)/replay $(FUZZ_SEEDS)/chelm.dict   ## all seeds and past crashes through all entries
	@$(BUILD)/replay $(FUZZ_SEEDS) fuzz/corpus 2>$(BUILD)/replay.log || \
	    { tail -n 30 $(BUILD)/replay.log; exit 1; }

# Random templates and documents through chelm and through Helm's engine: fuzz/differential (Go).
COUNT ?= 100000
FROM  ?= 1
MODE  ?= templates documents
.PHONY: differential
differential: $(BUILD)/chelm-template  ## compare COUNT random templates and documents with Helm's engine (Go)
	@fuzz/differential/run.sh $(BUILD) $(COUNT) $(FROM) $(MODE)

# Hostile charts, and a world that fails: spec-tests/hostile.
HOSTILE_MODE := $(if $(filter release,$(VARIANT)),,--no-limits)

$(BUILD)/measure: spec-tests/hostile/measure.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARNINGS) -O1 -o $@ $<

$(BUILD)/faults.so: spec-tests/hostile/faults.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(filter-out -Wpedantic,$(WARNINGS)) -O1 -fPIC -shared -o $@ $< -ldl

# One chart in 16 threads, under ThreadSanitizer.
CFLAGS_tsan  := -O1 -g -fsanitize=thread
LDFLAGS_tsan := -fsanitize=thread
$(BUILD)/threads: $(BUILD)/spec-tests/hostile/threads.o $(call archives,api)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: tsan threads
tsan:                ## one chart rendered in 16 threads, and a batch, under ThreadSanitizer
	@$(MAKE) --no-print-directory VARIANT=tsan BUILD=build/tsan threads

threads: all $(BUILD)/threads
	@$(BUILD)/threads examples/webapp 16 4
	@for i in 1 2 3 4 5 6 7 8; do echo '{"chart":"examples/webapp","set":["replicas='$$i'"]}'; done | \
	    $(BUILD)/chelm-template --batch - -j 8 >$(BUILD)/batch.out

.PHONY: hostile faults
faults: all $(BUILD)/faults.so  ## every allocation fails once, disks are full, pipes broken, reads short
	@spec-tests/hostile/faults.sh $(DYNAMIC) $(BUILD)/faults.so $(STEP)

hostile: all $(BUILD)/measure   ## render every hostile probe; WRITE=1 writes docs/security-probes.md anew
	@spec-tests/hostile/run.sh $(BUILD)/chelm-template $(BUILD)/measure $(if $(WRITE),--write,$(HOSTILE_MODE))

# Sanitizers have an allocator of their own, which nothing can be put in front of; gcov writes its
# counts when a program ends, and needs memory and files for that.
FAULTS_SUITE := $(if $(filter asan arena tsan cov,$(VARIANT)),,\
    'spec-tests/hostile/faults.sh $(DYNAMIC) $(BUILD)/faults.so 13')

# They also look for leaks with a thread and a tracer of their own, which a trace shows.
CONFINE_SUITE := $(if $(filter asan arena tsan cov,$(VARIANT)),,\
    'spec-tests/hostile/confine.sh $(BUILD)/chelm-template')

FUZZ_TESTS  := $(BUILD)/replay $(FUZZ_SEEDS)/chelm.dict $(BUILD)/measure $(BUILD)/faults.so
FUZZ_SUITES := $(FAULTS_SUITE) \
               'fuzz/replay.sh $(BUILD)/replay' \
               $(CONFINE_SUITE) \
               'spec-tests/hostile/run.sh $(BUILD)/chelm-template $(BUILD)/measure $(HOSTILE_MODE)'

.PHONY: sbom reproducible
sbom:                ## what the programs are made of: build/sbom.spdx.json
	@mkdir -p build
	@scripts/sbom.sh $(VERSION) $(PACKAGES) >build/sbom.spdx.json && echo build/sbom.spdx.json

reproducible:        ## build in two folders and compare
	@scripts/reproducible.sh CC="$(CC)"

.PHONY: tidy
tidy:                ## clang-tidy and cppcheck over the sources, where they are installed
	@scripts/tidy.sh

# Memory, looked at by others than the compiler's sanitizers. Each allocation is a malloc of its own.
CFLAGS_memcheck := -O1 -g -DCHELM_ARENA_MALLOC
.PHONY: valgrind
valgrind:            ## the spec cases under valgrind, leaks too; K=WORD picks cases
	@$(MAKE) --no-print-directory $(PARALLEL) VARIANT=memcheck BUILD=build/memcheck \
	    all build/memcheck/spec-run
	@scripts/valgrind.sh build/memcheck $(if $(K),-k $(K)) spec-tests examples

# MemorySanitizer wants all code compiled by it: these entries call no library but the C library,
# where the others would take what libyaml, pcre2, utf8proc, zlib and libcrypto write for unset.
MSAN_ENTRIES := parse json toml set semver dates printf ignore
CFLAGS_msan  := -O1 -g -fno-omit-frame-pointer -fsanitize=memory -fsanitize-memory-track-origins \
                -DCHELM_ARENA_MALLOC
LDFLAGS_msan := -fsanitize=memory
.PHONY: msan
msan: $(FUZZ_SEEDS)/chelm.dict   ## seeds and past finds of the entries without libraries, under MemorySanitizer
	@$(MAKE) --no-print-directory $(PARALLEL) CC=clang VARIANT=msan BUILD=build/msan build/msan/replay
	@build/msan/replay $(patsubst %,-e %,$(MSAN_ENTRIES)) $(FUZZ_SEEDS) fuzz/corpus 2>build/msan/replay.log || \
	    { tail -n 40 build/msan/replay.log; exit 1; }
	@echo "msan: $(MSAN_ENTRIES)"
