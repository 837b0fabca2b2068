rel app --set-json
