rel app --timeout
