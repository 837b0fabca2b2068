rel heredoc-tabs
