rel app --take-ownership=x
