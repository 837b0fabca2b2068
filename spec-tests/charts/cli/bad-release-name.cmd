rel app --release-name=x
