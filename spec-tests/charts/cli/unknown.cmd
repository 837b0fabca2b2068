rel app --bogus
