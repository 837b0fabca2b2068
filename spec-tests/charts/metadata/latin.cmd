rel latin
