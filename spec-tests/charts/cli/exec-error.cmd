rel fails
