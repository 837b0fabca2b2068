rel kinds --set kind=compare --errors=helm
