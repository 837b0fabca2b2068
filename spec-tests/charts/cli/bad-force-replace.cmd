rel app --force-replace=x
