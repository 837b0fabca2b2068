rel type-library
