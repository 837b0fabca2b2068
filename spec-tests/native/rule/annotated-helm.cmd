rel annotated-helm
