rel forced --delims '<< >>'
