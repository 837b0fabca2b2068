package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// A running `chelm-template --jsonl`; started again when it dies.
type chelmProcess struct {
	program string
	cmd     *exec.Cmd
	in      *bufio.Writer
	closer  io.Closer
	out     *bufio.Reader
}

func startChelm(program string) (*chelmProcess, error) {
	p := &chelmProcess{program: program}
	return p, p.start()
}

func (p *chelmProcess) start() error {
	p.cmd = exec.Command(p.program, "--jsonl")
	p.cmd.Env = append(os.Environ(), "TZ=UTC")
	in, err := p.cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	p.in, p.closer, p.out = bufio.NewWriterSize(in, 1<<20), in, bufio.NewReaderSize(out, 1<<20)
	return p.cmd.Start()
}

func (p *chelmProcess) stop() {
	p.closer.Close()
	p.cmd.Wait()
}

// askAll gives the answers to the cases, in order. A case at which the program dies is answered with
// how it died, and a new process goes on behind it.
func (p *chelmProcess) askAll(cases []testCase) ([]answer, error) {
	var all []answer
	for len(all) < len(cases) {
		rest := cases[len(all):]
		sent := make(chan struct{})
		in := p.in
		go func() {
			defer close(sent)
			for _, c := range rest {
				line, _ := json.Marshal(c)
				if _, err := in.Write(append(line, '\n')); err != nil {
					return
				}
			}
			in.Flush()
		}()
		n := len(all)
		for range rest {
			a, ok := p.read()
			if !ok {
				break
			}
			all = append(all, a)
		}
		<-sent
		if len(all)-n == len(rest) {
			break
		}
		p.closer.Close()
		err := p.cmd.Wait()
		all = append(all, answer{true, fmt.Sprintf("chelm dies: %v", err)})
		if err := p.start(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (p *chelmProcess) ask(c testCase) answer {
	all, err := p.askAll([]testCase{c})
	if err != nil {
		return answer{true, err.Error()}
	}
	return all[0]
}

func (p *chelmProcess) read() (answer, bool) {
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		return answer{}, false
	}
	var m struct {
		Out    *string `json:"out"`
		OutB64 []byte  `json:"out_b64"`
		Err    *string `json:"err"`
		ErrB64 string  `json:"err_b64"`
	}
	if err := json.Unmarshal(line, &m); err != nil {
		return answer{true, "chelm's answer is no JSON: " + string(line)}, true
	}
	if m.Out != nil {
		return answer{false, *m.Out}, true
	}
	if m.OutB64 != nil {
		return answer{false, string(m.OutB64)}, true
	}
	if m.Err != nil {
		return answer{true, *m.Err}, true
	}
	text, _ := base64.StdEncoding.DecodeString(m.ErrB64)
	return answer{true, string(text)}, true
}
