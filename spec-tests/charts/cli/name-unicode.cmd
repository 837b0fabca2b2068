ä app
