rel app --labels
