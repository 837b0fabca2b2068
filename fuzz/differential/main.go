// Command differential compares chelm-template with Helm's engine on random templates, and on random
// YAML, JSON and TOML documents.
//
// usage: go run . -chelm PROGRAM [-tables DIR] [-mode templates|documents] [-from SEED] [-count N] [-out FILE]
//
// The templates follow the signatures in funcs.def and methods.def. The case of a seed is always the
// same. Each difference is shrunk and written to FILE as a line of JSON: seed, cause, case, both
// answers. Two kinds of difference are counted but not kept: where Helm prints an address in
// memory, and where Helm answers otherwise when asked again.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"regexp"
	"runtime/debug"
	"sort"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

type settings struct {
	chelm, tables, mode, out string
	from, count              uint64
	tries, keep              int
	worker                   bool
}

// What a worker tells when it ends.
type tally struct {
	Next    uint64         `json:"next"`
	Counts  map[string]int `json:"counts"`
	Causes  map[string]int `json:"causes"`
	stopped bool
}

type difference struct {
	Seed        uint64   `json:"seed"`
	Kind        string   `json:"kind"`
	Cause       string   `json:"cause"`
	Case        testCase `json:"case"`
	Helm        string   `json:"helm"`
	Chelm       string   `json:"chelm"`
	HelmFailed  bool     `json:"helm_failed"`
	ChelmFailed bool     `json:"chelm_failed"`
}

const batch = 256

func main() {
	var s settings
	flag.StringVar(&s.chelm, "chelm", "", "the `program` chelm-template")
	flag.StringVar(&s.tables, "tables", "../../funcs", "the `folder` of funcs.def and methods.def")
	flag.StringVar(&s.mode, "mode", "templates", "templates or documents")
	flag.StringVar(&s.out, "out", "differences.jsonl", "where differences go")
	flag.Uint64Var(&s.from, "from", 1, "the first seed")
	flag.Uint64Var(&s.count, "count", 10000, "how many cases")
	flag.IntVar(&s.tries, "tries", 1500, "how often a case is tried while it is shrunk")
	flag.IntVar(&s.keep, "keep", 5, "how many differences of one cause are shrunk")
	flag.BoolVar(&s.worker, "worker", false, "compare, and print the counts as JSON")
	flag.Parse()
	log.SetFlags(0)
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	if s.worker {
		if err := work(s); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	supervise(s)
}

// supervise runs workers until all seeds are done: Helm may run for ever, or die.
func supervise(s settings) {
	os.Remove(s.out)
	all := tally{Counts: map[string]int{}, Causes: map[string]int{}}
	end, start := s.from+s.count, time.Now()
	for at := s.from; at < end; {
		n := min(end-at, 20000)
		t, err := runWorker(s, at, n)
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 {
			log.Fatal(err)
		}
		if err != nil {
			fmt.Printf("a worker died between seeds %d and %d: %v\n", at, at+n, err)
			t.Next = max(readSeed(s.out+".seed"), at) + 1
			all.Counts["died"]++
		}
		for k, v := range t.Counts {
			all.Counts[k] += v
		}
		for k, v := range t.Causes {
			all.Causes[k] += v
		}
		at = t.Next
		fmt.Printf("%d of %d, %.0f s: %v\n", at-s.from, s.count, time.Since(start).Seconds(), all.Counts)
	}
	report(all)
	if all.Counts["output"]+all.Counts["failure"]+all.Counts["died"] > 0 {
		os.Exit(1)
	}
}

func report(all tally) {
	var causes []string
	for c := range all.Causes {
		causes = append(causes, c)
	}
	sort.Slice(causes, func(i, j int) bool {
		if a, b := all.Causes[causes[i]], all.Causes[causes[j]]; a != b {
			return a > b
		}
		return causes[i] < causes[j]
	})
	for _, c := range causes {
		fmt.Printf("%7d  %s\n", all.Causes[c], c)
	}
}

func runWorker(s settings, from, count uint64) (t tally, err error) {
	self, err := os.Executable()
	if err != nil {
		return t, err
	}
	cmd := exec.Command(self, "-worker", "-chelm", s.chelm, "-tables", s.tables, "-mode", s.mode, "-out", s.out,
		"-from", fmt.Sprint(from), "-count", fmt.Sprint(count), "-tries", fmt.Sprint(s.tries), "-keep", fmt.Sprint(s.keep))
	cmd.Env = append(os.Environ(), "TZ=UTC")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return t, err
	}
	tail := &strings.Builder{}
	cmd.Stderr = tail
	if err := cmd.Start(); err != nil {
		return t, err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		json.Unmarshal(lines.Bytes(), &t)
	}
	if err := cmd.Wait(); err != nil {
		text := tail.String()
		return t, fmt.Errorf("%w: %s", err, text[:min(len(text), 300)])
	}
	return t, nil
}

// A worker's state.
type worker struct {
	settings
	tally
	tables  *tables
	process *chelmProcess
	single  *chelmProcess // for shrinking
	out     *os.File
	started atomic.Int64 // when Helm was asked last, 0 when it has answered
	seed    atomic.Uint64
	noted   []byte // the seed once more, in a file that outlives the worker
}

// noteSeeds maps the file in which a worker notes where it is.
func noteSeeds(path string) ([]byte, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := f.Truncate(8); err != nil {
		return nil, err
	}
	return syscall.Mmap(int(f.Fd()), 0, 8, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
}

func readSeed(path string) uint64 {
	b, err := os.ReadFile(path)
	if err != nil || len(b) < 8 {
		return 0
	}
	return binary.NativeEndian.Uint64(b)
}

func (w *worker) print() {
	line, _ := json.Marshal(w.tally)
	os.Stdout.Write(append(line, '\n'))
}

func (w *worker) helm(c testCase) answer {
	w.started.Store(time.Now().UnixNano())
	defer w.started.Store(0)
	return askHelm(c)
}

// watch ends the worker when Helm takes too long for a case.
func (w *worker) watch() {
	for range time.Tick(100 * time.Millisecond) {
		if t := w.started.Load(); t != 0 && time.Now().UnixNano()-t > 2e9 {
			w.Counts["slow"]++
			w.Next = w.seed.Load() + 1
			w.print()
			os.Exit(0)
		}
	}
}

func work(s settings) (err error) {
	w := &worker{settings: s, tally: tally{Counts: map[string]int{}, Causes: map[string]int{}}}
	functions, err := readTable(s.tables + "/funcs.def")
	if err != nil {
		return err
	}
	methods, err := readTable(s.tables + "/methods.def")
	if err != nil {
		return err
	}
	w.tables = newTables(functions, methods)
	if w.process, err = startChelm(s.chelm); err != nil {
		return err
	}
	if w.single, err = startChelm(s.chelm); err != nil {
		return err
	}
	if w.out, err = os.OpenFile(s.out, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644); err != nil {
		return err
	}
	if w.noted, err = noteSeeds(s.out + ".seed"); err != nil {
		return err
	}
	debug.SetMaxStack(128 << 20)
	go w.watch()
	for at := s.from; at < s.from+s.count; at += batch {
		if err := w.batch(at, min(batch, s.from+s.count-at)); err != nil {
			return err
		}
	}
	w.process.stop()
	w.single.stop()
	return nil
}

func (w *worker) make(seed uint64) testCase {
	if w.mode == "documents" {
		return generateDocument(seed)
	}
	return generate(seed, w.tables)
}

func (w *worker) batch(from, n uint64) error {
	w.Next = from
	cases := make([]testCase, n)
	for i := range cases {
		cases[i] = w.make(from + uint64(i))
	}
	answers, err := w.process.askAll(cases)
	if err != nil {
		return err
	}
	for i, c := range cases {
		w.seed.Store(from + uint64(i))
		binary.NativeEndian.PutUint64(w.noted, from+uint64(i))
		w.compare(from+uint64(i), c, w.helm(c), answers[i])
	}
	w.Next = from + n
	w.print()
	return nil
}

// kindOf names how two answers differ.
func kindOf(helm, chelm answer) string {
	switch {
	case helm == chelm:
		return ""
	case helm.failed && chelm.failed:
		return "error text"
	case helm.failed != chelm.failed:
		return "failure"
	}
	return "output"
}

func (w *worker) compare(seed uint64, c testCase, helm, chelm answer) {
	w.Counts["compared"]++
	if helm.failed {
		w.Counts["failing"]++
	}
	kind := kindOf(helm, chelm)
	if kind == "" {
		return
	}
	if why := excluded(c, helm, chelm); why != "" {
		w.Counts[why]++
		return
	}
	w.Counts[kind]++
	cause := roughCause(kind, helm, chelm)
	if w.Causes[cause]++; w.Causes[cause] > w.keep {
		return
	}
	s := shrinker{tries: w.tries, differs: func(c testCase) bool {
		h, m := w.helm(c), w.single.ask(c)
		return kindOf(h, m) == kind && excluded(c, h, m) == ""
	}}
	c = s.shrink(c)
	helm, chelm = w.helm(c), w.single.ask(c)
	if kindOf(helm, chelm) == "" { // an order of chance that took long to show
		w.Counts[kind]--
		w.Counts["random"]++
		return
	}
	d := difference{seed, kind, roughCause(kind, helm, chelm), c, helm.text, chelm.text, helm.failed, chelm.failed}
	e := json.NewEncoder(w.out)
	e.SetEscapeHTML(false)
	e.Encode(d)
}

var (
	position = regexp.MustCompile(`\d+`)
	quotes   = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|<[^>]*>|'[^']*'")
)

// roughCause is what differences of one cause probably have in common: the last line of an error, the
// first line in which outputs differ, without what is quoted and without numbers.
func roughCause(kind string, helm, chelm answer) string {
	h, c := strings.Split(strings.TrimSpace(helm.text), "\n"), strings.Split(strings.TrimSpace(chelm.text), "\n")
	x, y := h[len(h)-1], c[len(c)-1]
	if kind == "output" {
		i := 0
		for i < min(len(h), len(c))-1 && h[i] == c[i] {
			i++
		}
		x, y = h[i], c[i]
	}
	short := func(failed bool, s string) string {
		if !failed && kind != "output" {
			return "output"
		}
		s = position.ReplaceAllString(quotes.ReplaceAllString(s, "Q"), "N")
		return s[max(0, len(s)-90):]
	}
	return kind + ": " + short(helm.failed, x) + " / " + short(chelm.failed, y)
}
