rel ./nope
