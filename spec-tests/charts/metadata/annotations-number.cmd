rel annotations-number
