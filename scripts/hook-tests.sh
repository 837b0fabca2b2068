#!/bin/sh
# The hooks of .pre-commit-hooks.yaml in a real repository, with the real pre-commit, which pip fetches.
# usage: hook-tests.sh CHELM_LINT      last line: hooks: N passed, N failed
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$PWD
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
export PRE_COMMIT_HOME="$tmp/home" PATH="$(dirname "$program"):$PATH"
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@t GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@t
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE

ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "FAILED: $*"
    head -n 30 "$tmp/log"
}

python3 -m venv "$tmp/venv" >"$tmp/log" 2>&1 &&
    "$tmp/venv/bin/pip" install -q pre-commit >>"$tmp/log" 2>&1 || {
    bad "pre-commit cannot be installed"
    echo "hooks: $passed passed, $failed failed"
    exit 1
}

# The repository that has the hooks: what git knows of this folder, as it is now.
mkdir "$tmp/hooks"
git ls-files -z --cached --others --exclude-standard | tar cf - --null -T - | tar xf - -C "$tmp/hooks"
(cd "$tmp/hooks" && git init -q && git add -A && git commit -qm hooks) >"$tmp/log" 2>&1 || bad "the hooks' repository"
rev=$(git -C "$tmp/hooks" rev-parse HEAD)

# A repository with a good and a bad chart, whose hook is $1.
repository() {
    rm -rf "$tmp/work"
    mkdir -p "$tmp/work/charts/good/templates" "$tmp/work/charts/bad/templates"
    cd "$tmp/work" || exit 1
    git init -q
    printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n  - id: %s\n' "$tmp/hooks" "$rev" "$1" >.pre-commit-config.yaml
    for c in good bad; do
        printf 'apiVersion: v2\nname: %s\nversion: 0.1.0\n' $c >charts/$c/Chart.yaml
        printf 'a: 1\n' >charts/$c/values.yaml
        printf 'kind: A\napiVersion: v1\nmetadata:\n  name: a\n' >charts/$c/templates/a.yaml
    done
    git add -A
    git commit -qm first
    "$tmp/venv/bin/pre-commit" install >"$tmp/log" 2>&1
}

# commit WHAT WANTED: adds all, commits, and compares whether that went through
commit() {
    git add -A
    if git commit -qm x >"$tmp/log" 2>&1; then got=yes; else got=no; fi
    if [ "$got" = "$2" ]; then ok; else bad "$1: committed: $got"; fi
}

for hook in chelm-lint chelm-lint-src; do
    repository $hook
    echo '# more' >>charts/good/values.yaml
    commit "$hook: a good change" yes
    echo 'x: {{ upperr "a" }}' >>charts/bad/templates/a.yaml
    commit "$hook: a bad change" no
    if grep -q 'CH004' "$tmp/log"; then ok; else bad "$hook: the finding is not shown"; fi
    echo '# more' >>charts/good/values.yaml
    git checkout -q -- charts/bad
    git reset -q
    git checkout -q -- charts/bad
    commit "$hook: another chart's change" yes
    echo text >README
    commit "$hook: a file of no chart" yes
    if grep -q 'no files to check\|Skipped' "$tmp/log"; then ok; else bad "$hook: it should be skipped"; fi
done

repository chelm-lint-fix
printf '# chelm:ignore CH701 -- no more\nb: 2\n' >>charts/good/values.yaml
commit "chelm-lint-fix: something to repair" no
if grep -q chelm:ignore charts/good/values.yaml; then bad "chelm-lint-fix: not repaired"; else ok; fi
commit "chelm-lint-fix: repaired" yes

# The action, without GitHub.
if (GITHUB_ACTION_PATH=$root CHELM_LINT=$program CHARTS= ARGS=--no-config SARIF="$tmp/s.sarif" \
    GITHUB_OUTPUT="$tmp/output" bash "$root/scripts/action.sh" >"$tmp/log" 2>&1); then ok; else bad "the action on good charts"; fi
if grep -q '^status=0' "$tmp/output" && grep -q '"results"' "$tmp/s.sarif"; then ok; else bad "the action's output"; fi
echo 'x: {{ upperr "a" }}' >>charts/bad/templates/a.yaml
if (GITHUB_ACTION_PATH=$root CHELM_LINT=$program CHARTS=charts/bad ARGS= SARIF= \
    bash "$root/scripts/action.sh" >"$tmp/log" 2>&1); then bad "the action on a bad chart"; else ok; fi
if grep -q '^::error file=charts/bad/templates/a.yaml,line=' "$tmp/log"; then ok; else bad "the action's annotations"; fi

echo "hooks: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
