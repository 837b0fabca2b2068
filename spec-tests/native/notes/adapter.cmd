rel adapter
