rel app --cert-file
