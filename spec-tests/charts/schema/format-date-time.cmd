rel formats --set-string when=2024-13-01T00:00:00Z
