rel icon-null
