rel nope
