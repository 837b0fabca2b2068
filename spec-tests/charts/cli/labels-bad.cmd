rel app --labels a
