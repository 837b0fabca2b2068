rel chart --is-upgrade --namespace prod
