rel annotations-map
