rel define-inside
