# bash completion of chelm-lint; made from cli/lint_options.def
_chelm_lint()
{
    local cur=${COMP_WORDS[COMP_CWORD]}
    local prev=${COMP_WORDS[COMP_CWORD-1]}
    if [ "$cur" = = ]; then
        cur=
    elif [ "$prev" = = ]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
    fi
    COMPREPLY=()
    case $prev in
    --fail-on) COMPREPLY=($(compgen -W 'error warning note never' -- "$cur")); return ;;
    --format) COMPREPLY=($(compgen -W 'human short json jsonl sarif github gitlab junit checkstyle helm' -- "$cur")); return ;;
    --color) COMPREPLY=($(compgen -W 'never auto always' -- "$cur")); return ;;
    --colour) COMPREPLY=($(compgen -W 'never auto always' -- "$cur")); return ;;
    --generate) COMPREPLY=($(compgen -W 'man bash zsh fish rules' -- "$cur")); return ;;
    -f|--values|--config|--baseline|--kubeconfig|--registry-config|--repository-config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --repository-cache) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    --set|--set-string|--set-file|--set-json|--set-literal|-n|--namespace|--kube-version|-a|--api-versions|--since|--select|--extend-select|--ignore|--explain|--fix-only|-o|--output|--hyperlink-format|--limit|--memory-limit|--kube-context|--burst-limit|--qps) return ;;
    esac
    case $cur in
    -*) COMPREPLY=($(compgen -W '--values --set --set-string --set-file --set-json --set-literal --skip-schema-validation --namespace --kube-version --api-versions --with-subcharts --no-render --from-files --since --select --extend-select --ignore --strict --fail-on --exit-zero --config --no-config --baseline --write-baseline --explain --list-rules --fix --unsafe-fixes --fix-only --diff --format --output --quiet --all --verbose --color --colour --hyperlink-format --limit --memory-limit --generate --version --help --debug --kubeconfig --kube-context --burst-limit --qps --registry-config --repository-config --repository-cache' -- "$cur")) ;;
    *) COMPREPLY=($(compgen -f -- "$cur")) ;;
    esac
}
complete -o filenames -F _chelm_lint chelm-lint
