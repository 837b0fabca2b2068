rel app -l name=x
