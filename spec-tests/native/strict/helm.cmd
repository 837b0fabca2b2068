rel s --strict --errors=helm
