rel name-null
