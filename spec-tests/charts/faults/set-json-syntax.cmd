rel output --set-json 'kind={'
