# The examples of rules, which are the fixtures in spec-tests/lint.
RULE_FIXTURES := $(shell find spec-tests/lint -type f -path '*/CH*' 2>/dev/null)
$(BUILD)/gen/rule_examples.def: scripts/rule-examples.sh $(RULE_FIXTURES)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)scripts/rule-examples.sh >$@.new && mv $@.new $@

$(BUILD)/lint/rule_page.o: $(BUILD)/gen/rule_examples.def
$(BUILD)/lint/rule_page.o: CFLAGS += -I$(BUILD)/gen

# What is measured on real charts: CORPUS is a folder of them.
N    ?= 40
HELM ?= $(shell command -v helm 2>/dev/null)
.PHONY: lint-recall ledger
lint-recall: all     ## seed mistakes into the charts of CORPUS=DIR and count what the linter finds (Python 3)
	bench/lint/mutate.py -n $(N) $(if $(HELM),--helm $(HELM)) --out docs/lint-evaluation.md \
	    --precision 'scripts/lint-ledger.sh $(BUILD)/chelm-lint $(CORPUS)' \
	    --speed 'bench/lint/speed.py --markdown $(if $(HELM),--helm $(HELM)) $(BUILD)/chelm-lint $(CORPUS)' \
	    $(CORPUS) $(BUILD)/chelm-template $(BUILD)/chelm-lint

ledger: all          ## hold the linter's reports on the charts of CORPUS=DIR against the ledger
	scripts/lint-ledger.sh $(BUILD)/chelm-lint "$(CORPUS)"

.PHONY: lint-speed
lint-speed: all      ## CPU and memory of the linter on the charts of CORPUS=DIR, beside helm lint (Python 3)
	bench/lint/speed.py $(if $(HELM),--helm $(HELM)) $(BUILD)/chelm-lint "$(CORPUS)"
