#!/bin/sh
# Lines covered by the tests that a build of VARIANT=cov has run, by folder, with gcov.
# usage: coverage.sh BUILD NAME MINIMUM FOLDER... -- FOLDER...
#   The folders before -- must reach MINIMUM percent; those behind it are only told.
# Prints one line for each folder: lines, covered, percent; the same goes to BUILD/NAME.txt.
# BUILD/files.txt gets one for each file, BUILD/uncovered.txt each line that no test ran. GCOV names
# another gcov ("llvm-cov gcov", for a build by clang).
set -eu
build=$1 name=$2 minimum=$3
shift 3
required=$(printf "%s\n" "$@" | sed "/^--$/,\$d" | tr "\n" " ")
echo "$required" >"$build/required.txt"

for folder; do
    [ "$folder" = -- ] || find "$build/$folder" -name '*.gcno' ! -name '*_test.gcno'
done | sort >"$build/notes.txt"

# A header's line is in many objects: it is covered when it is in one. Of a line, gcov tells how
# often it ran, "#####" for never, "-" for no code.
short=0
# shellcheck disable=SC2046
${GCOV:-gcov} -t $(cat "$build/notes.txt") 2>"$build/gcov.log" | awk -v build="$build" \
    -v minimum="$minimum" -v required="$required" -v order="$*" '
    { split($0, part, ":"); count = part[1]; number = part[2] + 0; gsub(/ /, "", count) }
    number == 0 {
        if (part[3] == "Source") file = part[4]
        next
    }
    count == "-" || file ~ /^\// { next }
    {
        key = file ":" number
        if (!(key in runs)) {
            runs[key] = 0
            lines[file]++
            text[key] = $0
            sub(/^[^:]*:[^:]*:/, "", text[key])
            keys[++total] = key
            if (!(file in known)) { known[file] = 1; files[++fileCount] = file }
        }
        if (count !~ /^[#=]/ && !runs[key]) { runs[key] = 1; covered[file]++ }
    }
    function percent(part, whole) { return whole ? 100 * part / whole : 0 }
    function tell(name, part, whole) { return sprintf("%-32s %6d %6d %6.1f %%", name, whole, part, percent(part, whole)) }
    END {
        list = "sort >" build "/files.txt"
        for (i = 1; i <= fileCount; i++) {
            file = files[i]
            folder = file
            sub(/\/.*/, "", folder)
            folderLines[folder] += lines[file]
            folderCovered[folder] += covered[file]
            print tell(file, covered[file], lines[file]) | list
        }
        printf "" >(build "/uncovered.txt")
        for (i = 1; i <= total; i++)
            if (!runs[keys[i]]) print keys[i] ":" text[keys[i]] >(build "/uncovered.txt")
        printf "%-32s %6s %6s %8s\n", "folder", "lines", "run", "percent"
        n = split(order, folders, " ")
        for (i = 1; i <= n; i++) {
            folder = folders[i]
            if (folder == "--") continue
            short = index(" " required, " " folder " ") && percent(folderCovered[folder], folderLines[folder]) < minimum
            print tell(folder, folderCovered[folder], folderLines[folder]) (short ? "  less than " minimum " %" : "")
            failed = failed || short
        }
        exit failed
    }' >"$build/$name.txt" || short=$?
cat "$build/$name.txt"
exit $short
