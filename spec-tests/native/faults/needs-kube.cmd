rel ../../charts/faults/needs-kube --errors=rich
