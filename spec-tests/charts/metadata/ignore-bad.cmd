rel ignore-bad
