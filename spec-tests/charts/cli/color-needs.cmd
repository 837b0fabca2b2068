rel app --color
