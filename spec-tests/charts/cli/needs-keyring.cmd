rel app --keyring
