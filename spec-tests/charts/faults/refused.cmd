rel refused
