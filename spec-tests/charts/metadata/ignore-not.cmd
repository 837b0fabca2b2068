rel ignore-not
