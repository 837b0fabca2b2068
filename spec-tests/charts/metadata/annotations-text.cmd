rel annotations-text
