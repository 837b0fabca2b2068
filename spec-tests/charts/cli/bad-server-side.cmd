rel app --server-side=x
