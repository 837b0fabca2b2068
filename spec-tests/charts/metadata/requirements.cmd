rel requirements
