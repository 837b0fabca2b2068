rel ignore
