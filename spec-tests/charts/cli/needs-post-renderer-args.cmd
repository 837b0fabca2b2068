rel app --post-renderer-args
