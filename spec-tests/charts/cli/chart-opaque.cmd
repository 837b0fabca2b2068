rel 'mailto:a/b'
