rel said
