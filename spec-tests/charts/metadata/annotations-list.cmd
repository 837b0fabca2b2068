rel annotations-list
