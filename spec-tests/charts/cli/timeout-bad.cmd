rel app --timeout x
