rel open-quote
