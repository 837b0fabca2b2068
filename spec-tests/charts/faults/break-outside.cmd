rel break-outside
