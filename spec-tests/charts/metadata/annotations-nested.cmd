rel annotations-nested
