rel app --force-conflicts=x
