rel app --version
