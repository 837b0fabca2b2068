app --name-template "{{"
