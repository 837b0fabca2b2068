rel ""
