rel app --output-dir
