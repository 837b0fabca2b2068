rel notyaml
