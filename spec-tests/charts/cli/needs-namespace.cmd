rel app --namespace
