rel app --burst-limit
