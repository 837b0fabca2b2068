rel app --set-json 'map={'
