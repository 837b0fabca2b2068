rel cyclic-include
