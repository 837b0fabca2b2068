rel app --devel=x
