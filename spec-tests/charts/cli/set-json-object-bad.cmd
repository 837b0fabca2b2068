rel app --set-json '{'
