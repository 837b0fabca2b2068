rel operand
