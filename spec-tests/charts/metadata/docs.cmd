rel docs
