rel app --stderrthreshold=x
