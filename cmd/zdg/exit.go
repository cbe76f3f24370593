package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zdg/checklist"
)

// The exit codes: scripts rely on them.
const (
	exitOK          = 0   // all well
	exitFailed      = 1   // a check or the test failed
	exitUsage       = 2   // usage or bad input
	exitWarnings    = 3   // only warnings, under --strict
	exitNetwork     = 4   // network or timeout
	exitDenied      = 5   // denied or cancelled in the flow
	exitHangup      = 129 // the terminal was closed
	exitInterrupted = 130 // ctrl+c
	exitQuit        = 131 // ctrl+\, SIGQUIT
	exitAborted     = 134 // SIGABRT
	exitPipe        = 141 // the reader of the output has gone
	exitTerminated  = 143 // SIGTERM
)

// exitTable is part of the help of zdg. exitTableBut is that of a command.
const exitTable = `Exit codes:
  0    all well
  1    a check or the test failed
  2    usage or bad input
  3    only warnings, under --strict
  4    network or timeout
  5    denied or cancelled in the flow
  129  the terminal was closed
  130  interrupted with ctrl+c
  131  quit with ctrl+\
  134  aborted
  141  the reader of the output went away
  143  terminated`

// exitTableBut is exitTable without the codes that a command never ends with.
func exitTableBut(codes ...int) string {
	lines := strings.Split(exitTable, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool {
		code, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.Atoi(code)
		return err == nil && slices.Contains(codes, n)
	}), "\n")
}

// outcomeExits are the exit codes for how a test ended.
var outcomeExits = map[checklist.Outcome]int{
	checklist.OutcomePassed:    exitOK,
	checklist.OutcomeFailed:    exitFailed,
	checklist.OutcomeTimedOut:  exitNetwork,
	checklist.OutcomeNoNetwork: exitNetwork,
	checklist.OutcomeDenied:    exitDenied,
	checklist.OutcomeCancelled: exitDenied,
}

// exitError is an error with its exit code. Its text is empty when everything has been said.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// usagef is an error in how zdg was called, or in what it was given.
func usagef(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

// exitWith ends a command with a code and without a further word; nil for exitOK.
func exitWith(code int) error {
	if code == exitOK {
		return nil
	}
	return &exitError{code: code}
}

// codeOf is the exit code for what a command returned. An error that names no code, as those of
// cobra, is exitUsage.
func codeOf(err error) int {
	if err == nil {
		return exitOK
	}
	if e, ok := errors.AsType[*exitError](err); ok {
		return e.code
	}
	return exitUsage
}
