rel app -f "a%zz"
