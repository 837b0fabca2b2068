# bash completion of chelm-template; made from cli/options.def
_chelm_template()
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
    --errors) COMPREPLY=($(compgen -W 'rich helm json' -- "$cur")); return ;;
    --dump) COMPREPLY=($(compgen -W 'tokens ast code' -- "$cur")); return ;;
    --generate) COMPREPLY=($(compgen -W 'man bash zsh fish' -- "$cur")); return ;;
    --color) COMPREPLY=($(compgen -W 'never auto always' -- "$cur")); return ;;
    --colour) COMPREPLY=($(compgen -W 'never auto always' -- "$cur")); return ;;
    -f|--values|--kubeconfig|--source-map|--batch|--ca-file|--cert-file|--key-file|--keyring|--registry-config|--repository-config|--kube-ca-file) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --output-dir|-o|--output|--repository-cache|--content-cache) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    --set|--set-string|--set-file|--set-json|--set-literal|-n|--namespace|--name-template|--kube-version|-a|--api-versions|--kube-context|-s|--show-only|--post-renderer|--post-renderer-args|--delims|--convert-delims|--explain|--explain-code|--seed|-j|--jobs|--limit|--memory-limit|--version|--repo|-l|--labels|--description|--timeout|--username|--password|--burst-limit|--qps|--kube-apiserver|--kube-as-group|--kube-as-user|--kube-tls-server-name|--kube-token) return ;;
    esac
    case $cur in
    -*) COMPREPLY=($(compgen -W '--values --set --set-string --set-file --set-json --set-literal --skip-schema-validation --namespace --name-template --generate-name --is-upgrade --kube-version --api-versions --enable-dns --kubeconfig --kube-context --show-only --include-crds --no-hooks --skip-tests --output-dir --release-name --post-renderer --post-renderer-args --debug --delims --convert-delims --output --show-values --explain --explain-code --diff --exit-code --errors --keep-going --strict --partial --source-map --trace --dump --seed --jsonl --batch --jobs --limit --confine --memory-limit --generate --help --version --dry-run --validate --repo --verify --labels --color --colour --dependency-update --create-namespace --description --devel --disable-openapi-validation --force-conflicts --force-replace --replace --rollback-on-failure --server-side --skip-crds --take-ownership --timeout --wait --wait-for-jobs --ca-file --cert-file --key-file --keyring --username --password --pass-credentials --plain-http --insecure-skip-tls-verify --registry-config --repository-config --repository-cache --content-cache --burst-limit --qps --kube-apiserver --kube-as-group --kube-as-user --kube-ca-file --kube-insecure-skip-tls-verify --kube-tls-server-name --kube-token' -- "$cur")) ;;
    *) COMPREPLY=($(compgen -f -- "$cur")) ;;
    esac
}
complete -o filenames -F _chelm_template chelm-template
