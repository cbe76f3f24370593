package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"zdg/checklist"
	"zdg/flow"
)

// conclude ends the command. A finished wizard prints its summary on the terminal, or the whole
// report to wherever standard output is redirected. One that was left says where the answers
// are. Answers that may be lost are an error, however the wizard ended.
func (c *wizardCommand) conclude(session *flow.Session, r *runner, killed bool) error {
	s := session.State()
	how, left := session.Exit()
	words, lost := c.lastWords(session, r)
	switch {
	case left && how == flow.Finished:
		var b bytes.Buffer
		report := checklist.NewReport(s.Draft, s.Evidence, checklist.Context{
			Now: c.now(), Tool: tool(), AccountURL: s.AccountURL, Practice: s.Practice,
		})
		wide, _, err := term.GetSize(int(os.Stdout.Fd()))
		redirected := err != nil
		if redirected {
			err = report.Markdown(&b)
		} else {
			err = report.End(&b, checklist.Screen{Width: wide, Args: s.Args, Paint: c.paint()})
		}
		if err != nil {
			return err
		}
		if _, err := c.out.Write(b.Bytes()); err != nil {
			return err
		}
		if redirected {
			_, conclusion := report.Conclusion()
			fmt.Fprintln(c.err, "zdg: the report is written. "+conclusion)
		}
	case killed || left && how == flow.Interrupted:
		return &exitError{exitInterrupted, words} // after another signal, run knows the code
	case !lost:
		fmt.Fprintln(c.err, "zdg:", words)
	}
	if lost {
		return &exitError{exitUsage, words}
	}
	return nil
}

// paint returns a function that colours text by a verdict, as far as the environment allows.
func (c *wizardCommand) paint() func(checklist.Verdict, string) string {
	codes := map[checklist.Verdict]string{checklist.Pass: "32", checklist.Warn: "33", checklist.Fail: "31", checklist.Ask: "36", checklist.NotRun: "90"}
	if c.getenv("NO_COLOR") != "" {
		codes = map[checklist.Verdict]string{checklist.NotRun: "2"}
	}
	if c.getenv("TERM") == "dumb" {
		codes = nil
	}
	return func(v checklist.Verdict, text string) string {
		if codes[v] == "" || text == "" {
			return text
		}
		return "\x1b[" + codes[v] + "m" + text + "\x1b[m"
	}
}

// lastWords says where the answers are, and whether some may be lost.
func (c *wizardCommand) lastWords(session *flow.Session, r *runner) (said error, lost bool) {
	s := session.State()
	if s.File == "" {
		return errors.New("left; practice saves nothing"), false
	}
	r.mu.Lock()
	why := r.unsaved
	r.mu.Unlock()
	select {
	case <-session.Written():
	default:
		why = errors.New("it was not written in time")
	}
	if why != nil {
		return fmt.Errorf("left; the answers so far may be missing in %s: look into it before you start %s again: %w", s.File, s.Command(), why), true
	}
	text := fmt.Sprintf("saved in %s: run %s to go on", s.File, s.Command())
	if !r.file.Exists() {
		text = fmt.Sprintf("left; nothing was answered, and there is no %s yet", s.File)
	}
	for _, f := range []checklist.Field{s.Doubted, s.Withheld} {
		if info, known := checklist.Info(f); known {
			return errors.New(text + ". What stood in " + info.Title + " was not saved, since it looks like a client secret"), false
		}
	}
	return errors.New(text), false
}
