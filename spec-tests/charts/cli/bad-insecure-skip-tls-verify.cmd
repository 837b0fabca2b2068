rel app --insecure-skip-tls-verify=x
