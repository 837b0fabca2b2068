rel app --force --bogus
