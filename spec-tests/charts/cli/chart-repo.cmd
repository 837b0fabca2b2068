rel repo/name
