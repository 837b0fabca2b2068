rel app --force-conflicts=false --force-replace=false
