rel open-comment
