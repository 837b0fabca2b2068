rel choices --set-json 'v={"long-name":1}'
