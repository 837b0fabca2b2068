package main

import (
	"fmt"
	"regexp"
	"sort"

	"helm.sh/helm/v4/pkg/chart/common"
	commonutil "helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
)

// What both sides get: the members of a line of `chelm-template --jsonl`.
type testCase struct {
	ID    string            `json:"id"`
	T     string            `json:"t"`
	V     string            `json:"v"`
	Files map[string]string `json:"files,omitempty"`
}

// What a side answers: an output or an error text.
type answer struct {
	failed bool
	text   string
}

const chartYAML = `apiVersion: v2
name: chart
description: A Helm chart for conformance cases
type: application
version: 0.1.0
appVersion: "1.16.0"
`

// askHelm renders the case with Helm's engine, as `helm template rel chart --namespace ns` does.
func askHelm(c testCase) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a = answer{true, fmt.Sprintf("Helm panics: %v", r)}
		}
	}()
	out, err := render(c)
	if err != nil {
		return answer{true, err.Error()}
	}
	return answer{false, out}
}

func render(c testCase) (string, error) {
	texts := map[string]string{"Chart.yaml": chartYAML, "values.yaml": c.V, "templates/x.yaml": c.T}
	for name, text := range c.Files {
		texts[name] = text
	}
	var files []*archive.BufferedFile
	for name, text := range texts {
		files = append(files, &archive.BufferedFile{Name: name, Data: []byte(text)})
	}
	sort.Slice(files, func(i, j int) bool { return files[i].Name < files[j].Name })
	chart, err := loader.LoadFiles(files)
	if err != nil {
		return "", err
	}
	vals := map[string]any{}
	if err := chartutil.ProcessDependencies(chart, vals); err != nil {
		return "", err
	}
	release := common.ReleaseOptions{Name: "rel", Namespace: "ns", Revision: 1, IsInstall: true}
	top, err := commonutil.ToRenderValues(chart, vals, release, common.DefaultCapabilities.Copy())
	if err != nil {
		return "", err
	}
	out, err := engine.Engine{}.Render(chart, top)
	if err != nil {
		return "", err
	}
	return out["chart/templates/x.yaml"], nil
}

// The address that chelm prints for every pointer, in the bases that printf can be asked for.
var address = regexp.MustCompile(`(?i)c000010000|824633786368|14000000200000|1100000000000000000000010000000000000000`)

// excluded tells why a difference does not count, "" when it does: Helm prints where a value lies in
// memory, or answers otherwise when asked again (it walks maps in a random order).
func excluded(c testCase, helm, chelm answer) string {
	if address.MatchString(chelm.text) {
		return "address"
	}
	for range 128 { // the rarer of two orders comes about once in eight
		again := askHelm(c)
		if again != helm || again == chelm {
			return "random"
		}
	}
	return ""
}
