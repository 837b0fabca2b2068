rel unknown --errors=rich
