rel unknown
