rel app -v 3 --logtostderr --stderrthreshold=ERROR --vmodule a=1 -s templates/config.yaml
