// Command record writes the expectations of chelm's spec cases anew, from the real Helm.
//
// usage: go run . DIR...
//
// Below each DIR it rewrites the output or error section of every case in *.cases files, the .out
// and .err file beside every *.cmd file, and functions.txt, the names of all functions. Folders called "native" are passed over, and so are
// cases with a delims section: they are written in chelm's own delimiters, which Helm doesn't
// read. It is pinned to helm.sh/helm/v4 v4.2.4 and is needed only to record, never to run the tests.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/Masterminds/sprig/v3"
	"helm.sh/helm/v4/pkg/chart/common"
	commonutil "helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	helmcmd "helm.sh/helm/v4/pkg/cmd"
	"helm.sh/helm/v4/pkg/engine"
)

const defaultChartYAML = `apiVersion: v2
name: chart
description: A Helm chart for conformance cases
type: application
version: 0.1.0
appVersion: "1.16.0"
`

// A section of a case: a marker line and the text below it.
type section struct {
	what, argument, text string
}

type specCase struct {
	name     string
	sections []section
}

var marker = regexp.MustCompile(`^--- (template|values|file|render|delims|output|error)(?: (.*))?$`)

func isMarker(line string) bool {
	return strings.HasPrefix(line, "=== ") || marker.MatchString(line)
}

// parse takes a file apart into the remarks at its head and its cases.
func parse(text string) (head string, cases []specCase) {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	i := 0
	for ; i < len(lines) && !strings.HasPrefix(lines[i], "=== "); i++ {
		head += lines[i]
	}
	for i < len(lines) {
		line := strings.TrimSuffix(lines[i], "\n")
		i++
		if strings.HasPrefix(line, "=== ") {
			cases = append(cases, specCase{name: line[4:]})
			continue
		}
		m := marker.FindStringSubmatch(line)
		if m == nil || len(cases) == 0 {
			log.Fatalf("not a section: %q", line)
		}
		s := section{what: m[1], argument: m[2]}
		for ; i < len(lines) && !isMarker(strings.TrimSuffix(lines[i], "\n")); i++ {
			s.text += lines[i]
		}
		s.text = strings.TrimSuffix(s.text, "\n")
		if s.argument == "base64" {
			b, err := base64.StdEncoding.DecodeString(s.text)
			if err != nil {
				log.Fatal(err)
			}
			s.argument, s.text = "", string(b)
		}
		c := &cases[len(cases)-1]
		c.sections = append(c.sections, s)
	}
	return head, cases
}

// needsBase64 tells whether a text cannot stand in a case file as it is.
func needsBase64(s string) bool {
	if !utf8.ValidString(s) || strings.ContainsAny(s, "\r\x00") {
		return true
	}
	for _, line := range strings.Split(s, "\n") {
		if isMarker(line) {
			return true
		}
	}
	return false
}

func (s section) String() string {
	head := "--- " + s.what
	if needsBase64(s.text) {
		return head + " base64\n" + base64.StdEncoding.EncodeToString([]byte(s.text)) + "\n"
	}
	if s.argument != "" {
		head += " " + s.argument
	}
	if s.what == "render" || s.what == "delims" {
		return head + "\n"
	}
	return head + "\n" + s.text + "\n"
}

func (c specCase) find(what string) (string, bool) {
	for _, s := range c.sections {
		if s.what == what {
			return s.text, true
		}
	}
	return "", false
}

// render gives what Helm's engine prints for the case, as `helm template rel chart --namespace ns`
// does before the manifests are sorted.
func render(c specCase) (string, error) {
	files := map[string]string{"Chart.yaml": defaultChartYAML}
	files["templates/x.yaml"], _ = c.find("template")
	files["values.yaml"], _ = c.find("values")
	path := "templates/x.yaml"
	for _, s := range c.sections {
		switch s.what {
		case "file":
			files[s.argument] = s.text
		case "render":
			path = s.argument
		}
	}
	var list []*archive.BufferedFile
	for name, text := range files {
		list = append(list, &archive.BufferedFile{Name: name, Data: []byte(text)})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	chart, err := loader.LoadFiles(list)
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
	text, ok := out["chart/"+path]
	if !ok {
		return "", fmt.Errorf("%s was not rendered", path)
	}
	return text, nil
}

func record(c *specCase) {
	if _, native := c.find("delims"); native {
		return
	}
	kept := c.sections[:0]
	for _, s := range c.sections {
		if s.what != "output" && s.what != "error" {
			kept = append(kept, s)
		}
	}
	out, err := render(*c)
	if err != nil {
		c.sections = append(kept, section{what: "error", text: err.Error()})
	} else {
		c.sections = append(kept, section{what: "output", text: out})
	}
}

func recordCases(path string) error {
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, cases := parse(string(old))
	var b strings.Builder
	b.WriteString(head)
	for i := range cases {
		record(&cases[i])
		fmt.Fprintf(&b, "=== %s\n", cases[i].name)
		for _, s := range cases[i].sections {
			b.WriteString(s.String())
		}
	}
	if b.String() == string(old) {
		return nil
	}
	fmt.Println("recorded", path)
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

func writeOrRemove(path string, data []byte) error {
	if len(data) == 0 {
		err := os.Remove(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// recordCommand runs the arguments in the .cmd file through Helm, in the file's folder.
func recordCommand(path string) error {
	args, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var out, errs bytes.Buffer
	cmd := exec.Command("sh", "-c", "'"+self+"' helm template "+strings.TrimSpace(string(args)))
	cmd.Dir = filepath.Dir(path)
	cmd.Env = append(os.Environ(), "TZ=UTC", "KUBECONFIG=/dev/null")
	cmd.Stdout, cmd.Stderr = &out, &errs
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		return err
	}
	stem := strings.TrimSuffix(path, ".cmd")
	if err := writeOrRemove(stem+".out", out.Bytes()); err != nil {
		return err
	}
	// slog prints the time first, which no recording can hold
	text := regexp.MustCompile(`(?m)^time=\S+ `).ReplaceAll(errs.Bytes(), nil)
	return writeOrRemove(stem+".err", text)
}

// notCallable are the ways in which the engine says that a word is no function.
var notCallable = regexp.MustCompile(`function "\w+" not defined|unexpected <|can't give argument to non-function|nil is not a command`)

// isFunction asks the engine itself whether a template can call the name.
func isFunction(name string) bool {
	call := section{what: "template", text: "{{ $_ := " + name + " 1 2 3 4 5 6 7 8 9 }}"}
	_, err := render(specCase{sections: []section{call}})
	return err == nil || !notCallable.MatchString(err.Error())
}

// recordFunctions writes the names of all functions. The candidates are Sprig's and every quoted
// word in the sources of Helm's engine and of text/template, whose tables are private.
func recordFunctions(path string) error {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "helm.sh/helm/v4/pkg/engine", "text/template").Output()
	if err != nil {
		return err
	}
	candidates := map[string]bool{}
	for name := range sprig.TxtFuncMap() {
		candidates[name] = true
	}
	for _, dir := range strings.Fields(string(out)) {
		files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			for _, m := range regexp.MustCompile(`"([A-Za-z_]\w*)"`).FindAllSubmatch(text, -1) {
				candidates[string(m[1])] = true
			}
		}
	}
	var names []string
	for name := range candidates {
		if isFunction(name) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return os.WriteFile(path, []byte(strings.Join(names, "\n")+"\n"), 0o644)
}

func helm(args []string) {
	cmd, err := helmcmd.NewRootCmd(os.Stdout, args, helmcmd.SetupLogging)
	if err != nil {
		os.Exit(1)
	}
	if cmd.Execute() != nil {
		os.Exit(1)
	}
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "helm" {
		os.Args = os.Args[1:]
		helm(os.Args[1:])
		return
	}
	if os.Getenv("TZ") != "UTC" { // the local zone is read once, before main begins
		os.Setenv("TZ", "UTC")
		self, err := os.Executable()
		if err == nil {
			err = syscall.Exec(self, os.Args, os.Environ())
		}
		log.Fatal(err)
	}
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	for _, dir := range os.Args[1:] {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "native" || d.Name() == "record"):
				return filepath.SkipDir
			case strings.HasSuffix(path, ".cases"):
				return recordCases(path)
			case strings.HasSuffix(path, ".cmd"):
				return recordCommand(path)
			case d.Name() == "functions.txt":
				return recordFunctions(path)
			}
			return nil
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
