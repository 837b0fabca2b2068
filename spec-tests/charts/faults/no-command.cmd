rel no-command
