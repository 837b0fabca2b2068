rel annotations-null-entry
