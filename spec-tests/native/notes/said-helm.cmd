rel said-helm
