rel imports
