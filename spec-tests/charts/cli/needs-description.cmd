rel app --description
