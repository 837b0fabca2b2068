rel app --debug=x
