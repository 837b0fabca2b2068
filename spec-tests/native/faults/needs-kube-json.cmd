rel ../../charts/faults/needs-kube --errors=json
