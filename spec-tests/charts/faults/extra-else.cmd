rel extra-else
