rel app --bogus=1
