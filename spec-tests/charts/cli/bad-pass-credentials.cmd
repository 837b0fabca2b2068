rel app --pass-credentials=x
