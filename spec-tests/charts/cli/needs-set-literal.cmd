rel app --set-literal
