rel broken
