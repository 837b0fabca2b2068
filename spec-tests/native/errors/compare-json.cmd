rel kinds --set kind=compare --errors=json
