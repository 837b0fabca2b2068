rel shapes --set extra=1
