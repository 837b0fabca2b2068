rel app --wait=true --bogus
