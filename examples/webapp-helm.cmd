shop webapp-helm --namespace demo
