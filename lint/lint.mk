# The examples of rules, which are the fixtures in spec-tests/lint.
RULE_FIXTURES := $(shell find spec-tests/lint -type f -path '*/CH*' 2>/dev/null)
$(BUILD)/gen/rule_examples.def: scripts/rule-examples.sh $(RULE_FIXTURES)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)scripts/rule-examples.sh >$@.new && mv $@.new $@

$(BUILD)/lint/rule_page.o: $(BUILD)/gen/rule_examples.def
$(BUILD)/lint/rule_page.o: CFLAGS += -I$(BUILD)/gen
