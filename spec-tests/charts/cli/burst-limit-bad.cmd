rel app --burst-limit x
