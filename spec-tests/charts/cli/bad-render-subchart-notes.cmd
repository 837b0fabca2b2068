rel app --render-subchart-notes=x
