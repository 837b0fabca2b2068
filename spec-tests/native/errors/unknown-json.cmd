rel unknown --errors=json
