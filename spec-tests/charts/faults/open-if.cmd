rel open-if
