rel ignore-star
