rel extra-end
