rel annotations
