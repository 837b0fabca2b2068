rel app --set "list={a"
