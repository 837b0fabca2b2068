rel yaml --set kind=at --set at=home --trace
