shop webapp-helm --namespace demo --set autoscaling.enabled=true,ingress.enabled=false --set-string podLabels.team=a
