package main

import (
	"regexp"
	"strings"
)

var token = regexp.MustCompile("[\\p{L}\\p{N}_]+|\\{\\{-?|-?\\}\\}|:=|\"(?:[^\"\\\\\n]|\\\\.)*\"|`[^`]*`| +|(?s:.)")

func tokens(s string) []string { return token.FindAllString(s, -1) }

// A shrinker makes a case smaller as long as `differs` holds.
type shrinker struct {
	differs func(testCase) bool
	tries   int
}

// remove drops runs of parts, long ones first, and gives what is left.
func (s *shrinker) remove(parts []string, try func(string) bool) []string {
	for size := len(parts); size > 0; size /= 2 {
		for at := 0; at+size <= len(parts) && s.tries > 0; {
			rest := append(append([]string{}, parts[:at]...), parts[at+size:]...)
			s.tries--
			if try(strings.Join(rest, "")) {
				parts = rest
			} else {
				at += max(1, size/2)
			}
		}
	}
	return parts
}

// simpler replaces parts by plain ones.
func (s *shrinker) simpler(parts []string, try func(string) bool) []string {
	for i := range parts {
		for _, plain := range []string{`""`, `"a"`, "0", "1", "a", "true", "(list)", "(dict)"} {
			if len(parts[i]) < len(plain) || parts[i] == plain || s.tries <= 0 || strings.TrimSpace(parts[i]) == "" {
				continue
			}
			rest := append([]string{}, parts...)
			rest[i] = plain
			s.tries--
			if try(strings.Join(rest, "")) {
				parts = rest
				break
			}
		}
	}
	return parts
}

func (s *shrinker) text(text string, split func(string) []string, try func(string) bool) string {
	return strings.Join(s.remove(split(text), try), "")
}

func lines(s string) []string { return strings.SplitAfter(s, "\n") }
func chars(s string) []string { return strings.Split(s, "") }

// groups splits a template so that each parenthesis and what is in it can go as a whole.
func actions(s string) []string {
	return regexp.MustCompile(`(?s)\{\{.*?\}\}|[^{]+|\{`).FindAllString(s, -1)
}

// shrink gives the least case that it finds.
func (s *shrinker) shrink(c testCase) testCase {
	for range 3 {
		before := len(c.T) + len(c.V)
		setT := func(t string) bool { n := c; n.T = t; return s.keep(&c, n) }
		setV := func(v string) bool { n := c; n.V = v; return s.keep(&c, n) }
		for name := range c.Files {
			n := c
			n.Files = map[string]string{}
			for other, text := range c.Files {
				if other != name {
					n.Files[other] = text
				}
			}
			s.keep(&c, n)
		}
		s.text(c.T, actions, setT)
		s.text(c.T, tokens, setT)
		s.simpler(tokens(c.T), setT)
		s.text(c.V, lines, setV)
		s.text(c.V, tokens, setV)
		for name := range c.Files {
			set := func(text string) bool {
				n := c
				n.Files = map[string]string{}
				for other, t := range c.Files {
					n.Files[other] = t
				}
				n.Files[name] = text
				return s.keep(&c, n)
			}
			s.text(c.Files[name], lines, set)
			s.text(c.Files[name], chars, set)
		}
		if len(c.T)+len(c.V) == before {
			break
		}
	}
	return c
}

func (s *shrinker) keep(c *testCase, n testCase) bool {
	if s.differs(n) {
		*c = n
		return true
	}
	return false
}
