rel app --logtostderr=x
