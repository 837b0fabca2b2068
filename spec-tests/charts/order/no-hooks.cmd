rel chart --no-hooks
