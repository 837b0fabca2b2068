// What a render costs Helm in a process that has the chart already: the counterpart of bench/warm.c.
// It reads a case a line (CHART or CHART\tVALUES) and prints "CASE\tMICROSECONDS" for each: the
// least CPU time of values merged, templates run by Helm's engine, and documents sorted.
package main

import (
	"bufio"
	"fmt"
	"os"
	"path"
	"strings"
	"syscall"
	"time"

	"helm.sh/helm/v4/pkg/chart/common"
	commonutil "helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"
)

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// One render; ProcessDependencies edits the chart, so it is read anew, which is not counted.
func render(chart string, user map[string]any) (time.Duration, error) {
	c, err := loader.Load(chart)
	if err != nil {
		return 0, err
	}
	start := cpu()
	if err := util.ProcessDependencies(c, user); err != nil {
		return 0, err
	}
	values, err := commonutil.ToRenderValues(c, user,
		common.ReleaseOptions{Name: "rel", Namespace: "ns", Revision: 1, IsInstall: true},
		common.DefaultCapabilities)
	if err != nil {
		return 0, err
	}
	files, err := engine.Render(c, values)
	if err != nil {
		return 0, err
	}
	for name := range files {
		if strings.HasSuffix(path.Base(name), "NOTES.txt") {
			delete(files, name)
		}
	}
	_, _, err = releaseutil.SortManifests(files, nil, releaseutil.InstallOrder)
	return cpu() - start, err
}

func measure(line string) (time.Duration, error) {
	chart, values, _ := strings.Cut(line, "\t")
	least := time.Hour
	for begin, i := cpu(), 0; i < 4 || (cpu()-begin < time.Second && i < 50); i++ {
		user := map[string]any{}
		if values != "" {
			read, err := common.ReadValuesFile(values)
			if err != nil {
				return 0, err
			}
			user = read
		}
		cost, err := render(chart, user)
		if err != nil {
			return 0, err
		}
		least = min(least, cost)
	}
	return least, nil
}

func main() {
	f, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		cost, err := measure(lines.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, lines.Text(), err)
			continue
		}
		fmt.Printf("%s\t%.1f\n", lines.Text(), float64(cost.Nanoseconds())/1e3)
	}
}
