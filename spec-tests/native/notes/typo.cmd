rel typo
