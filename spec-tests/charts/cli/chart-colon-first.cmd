rel :b
