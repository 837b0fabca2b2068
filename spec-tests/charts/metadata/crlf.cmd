rel crlf
