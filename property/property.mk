# Properties of charts: of the project's own within `make test`, of any with `make property`.

PROPERTY_OBJECTS := $(call objects,$(call sources,property))
$(BUILD)/property-run: $(PROPERTY_OBJECTS) $(call archives,api)
	$(call say,LD,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: property
property: $(BUILD)/property-run   ## check source maps and origins of values on the charts in CORPUS=DIR
	scripts/property-tests.sh $(BUILD)/property-run "$(CORPUS)"
