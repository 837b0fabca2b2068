rel app --is-upgrade=x
