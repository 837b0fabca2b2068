rel app ---x
