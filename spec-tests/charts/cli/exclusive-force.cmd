rel app --force --force-conflicts
