rel app --wait-for-jobs=x
