rel name-.
