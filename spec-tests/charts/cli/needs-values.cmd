rel app --values
