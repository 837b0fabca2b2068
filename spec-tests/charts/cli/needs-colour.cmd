rel app --colour
