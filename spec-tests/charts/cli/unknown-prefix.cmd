rel app --name x
