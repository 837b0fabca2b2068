#!/usr/bin/env bash
# The GitHub Action's step (action.yml): chelm-lint on the charts in $CHARTS, or on all charts of the
# working directory that are no subcharts, with the arguments in $ARGS and a report in $SARIF.
set -uo pipefail
program=${CHELM_LINT:-$GITHUB_ACTION_PATH/build/release/chelm-lint}
read -r -a charts <<<"${CHARTS:-}"
read -r -a args <<<"${ARGS:-}"
if [ ${#charts[@]} -eq 0 ]; then
    while IFS= read -r -d '' file; do
        charts+=("$(dirname "$file")")
    done < <(find . -name Chart.yaml -not -path '*/charts/*/Chart.yaml' -not -path '*/.*/*' -print0 | sort -z)
    # A repository may keep all its charts in a folder that is called charts.
    if [ ${#charts[@]} -eq 0 ]; then
        while IFS= read -r -d '' file; do
            charts+=("$(dirname "$file")")
        done < <(find . -path './charts/*/Chart.yaml' -not -path './charts/*/charts/*' -print0 | sort -z)
    fi
fi
[ -n "${SARIF:-}" ] && args+=(--output "sarif:$SARIF")
"$program" --format github "${args[@]}" "${charts[@]#./}"
status=$?
[ -n "${GITHUB_OUTPUT:-}" ] && echo "status=$status" >>"$GITHUB_OUTPUT"
exit "$status"
