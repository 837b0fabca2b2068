rel heredoc
