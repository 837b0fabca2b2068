rel app --ca-file
