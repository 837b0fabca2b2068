# Benchmarks: how fast chelm is, and against what. docs/performance.md shows the tables.

BENCH_PROGRAMS := $(patsubst %,$(BUILD)/bench-%,measure floor files micro warm)
$(BUILD)/bench-%: $(BUILD)/bench/%.o $(call archives,api)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
	$(as_installed)

# A child's peak of memory is at least that of who forks it: no libraries here.
$(BUILD)/bench-measure: $(BUILD)/bench/measure.o
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -static -o $@ $^

.PHONY: bench bench-batch bench-micro bench-shapes bench-warm bench-programs
bench-programs: all $(BENCH_PROGRAMS)

bench: bench-programs         ## CPU, memory, instructions against Helm and the floor; CORPUS=DIR for real charts
	@bench/bench --build $(BUILD) $(if $(CORPUS),--corpus $(CORPUS)) $(BENCH)

bench-micro: bench-programs   ## CPU of each stage of a render
	$(BUILD)/bench-micro examples/webapp-helm $(foreach c,$(BENCH_CHARTS),$(CORPUS)/corpus/$(c))

bench-batch: bench-programs   ## CPU of many renders in one process and one thread
	@bench/batch --build $(BUILD) $(if $(CORPUS),--corpus $(CORPUS)) $(BENCH)

bench-shapes: bench-programs  ## charts that hurt Helm, at N, 2N and 4N
	@bench/shapes --build $(BUILD) $(if $(CORPUS),--corpus $(CORPUS)) $(BENCH)

bench-warm: bench-programs    ## renders of a loaded chart, against a loop on Helm's engine in Go
	@bench/warm --build $(BUILD) $(if $(CORPUS),--corpus $(CORPUS)) $(BENCH)

# With CORPUS, the charts that bench-micro looks at.
BENCH_CHARTS := $(if $(CORPUS),bitnami__wordpress prometheus-community__kube-prometheus-stack)
