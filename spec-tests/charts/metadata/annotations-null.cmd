rel annotations-null
