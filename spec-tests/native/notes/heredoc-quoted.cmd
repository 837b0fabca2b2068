rel heredoc-quoted
