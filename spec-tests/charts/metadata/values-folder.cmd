rel values-folder
