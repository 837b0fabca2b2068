# Properties of charts: of the project's own within `make test`, of any with `make property`.

PROPERTY_OBJECTS := $(call objects,$(filter-out property/yaml.c,$(call sources,property)))
$(BUILD)/property-run: $(PROPERTY_OBJECTS) $(call archives,api)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/property-yaml: $(call objects,property/yaml.c property/same_events.c) $(call archives,value)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: property property-yaml
property-yaml: $(BUILD)/property-yaml  ## all YAML files under CORPUS=DIR with both readers of YAML
	find "$(CORPUS)" -type f '(' -name '*.yaml' -o -name '*.yml' ')' | $(BUILD)/property-yaml

property: $(BUILD)/property-run   ## check source maps and what is told of values on the charts in CORPUS=DIR
	scripts/property-tests.sh $(BUILD)/property-run "$(CORPUS)"
