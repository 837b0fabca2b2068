rel app --set-literal name
