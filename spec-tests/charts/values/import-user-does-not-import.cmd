rel imports --set lib.ports.http=1
