rel ig-bad 2>&1 | sed 's|=/[^ ]*/links/|=/|g; s|/[^ ]*/links/|/|g'
