package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/practice"
	"zdg/flow/store"
	"zdg/tui"
	"zdg/tui/plain"
)

// closeWithin is how long leaving waits for the test token to be revoked: a little less than
// cleanupTime.
const closeWithin = 4700 * time.Millisecond

// wizardCommand is `zdg` and `zdg practice`.
type wizardCommand struct {
	*app
	draftFlags
	secrets    secretFlags
	practice   bool
	plain      bool
	noBrowser  bool
	fault      string
	listFaults bool
}

func (c *wizardCommand) add(cmd *cobra.Command) {
	if c.practice {
		c.addFile(cmd)
		cmd.Flags().Lookup("file").Usage = "keep the answers in this `file` (default: they are not kept)"
		cmd.Flags().StringVar(&c.fault, "fault", "", "failure to switch on, by its `name`, to rehearse it; separate several with commas")
		completeFaults(cmd)
		cmd.Flags().BoolVar(&c.listFaults, "list-faults", false, "list the failures that can be switched on")
	} else {
		c.draftFlags.add(cmd)
		c.secrets.add(cmd)
	}
	cmd.Flags().BoolVar(&c.plain, "plain", false, "line by line, without redrawing: for screen readers and pipes")
	cmd.Flags().BoolVar(&c.noBrowser, "no-browser", false, "only show the URL, do not open it")
}

func newPractice(a *app) *cobra.Command {
	c := &wizardCommand{app: a, practice: true}
	cmd := &cobra.Command{
		Use: "practice", Short: "Walk the wizard on a practice account inside zdg", Args: noArguments,
		Long: `Walk the whole wizard on a Zendesk account that zdg plays itself, on this machine:
with a prepared client, sign-in and consent pages in your browser, and a real
OAuth authorization over HTTP. It touches no file unless --file is given, and
everything it prints is headed PRACTICE. Make every mistake here first.`,
		Example: `  zdg practice
  zdg practice > request.md
  zdg practice --fault redirect-mismatch`,
		RunE: c.run,
	}
	c.add(cmd)
	return cmd
}

func (c *wizardCommand) run(cmd *cobra.Command, _ []string) error {
	if c.listFaults {
		for _, f := range practice.Faults() {
			fmt.Fprintf(c.out, "%-26s %s\n", f.Name, f.Summary)
		}
		return nil
	}
	if err := knownFaults(c.fault); err != nil {
		return err
	}
	screen, err := c.screen()
	if err != nil {
		return err
	}
	r, state, greeting, err := c.prepare()
	if err != nil {
		return err
	}
	defer r.close()
	state = flow.Begin(state)
	if state.Page == flow.PageSecret && state.Reached != flow.PageSecret {
		greeting += "; the secret is never saved, so it is asked for again"
	}
	session := flow.NewSession(cmd.Context(), state, r)
	err = c.drive(cmd.Context(), screen, session, greeting)

	ctx, cancel := context.WithTimeout(context.WithoutCancel(cmd.Context()), closeWithin)
	defer cancel()
	_ = session.Close(ctx) // what has not ended by then is reported below
	if text := r.tokensLeft(); text != "" {
		fmt.Fprintln(c.err, "zdg: "+text)
	}
	if err != nil && !errors.Is(err, tui.ErrKilled) {
		return &exitError{exitUsage, err}
	}
	return c.conclude(session, r, err != nil)
}

// drive runs the wizard on screen or line by line.
func (c *wizardCommand) drive(ctx context.Context, s *screen, session *flow.Session, greeting string) error {
	if s.plain {
		// A hidden prompt that is left with ctrl+c would leave the echo off.
		defer c.console.saveTerminal(s.in, nil)()
		return plain.Run(ctx, plain.Options{
			Session: session, In: s.in, Out: newCancelWriter(ctx, s.out), Now: c.now, Greeting: greeting, ReadSecret: s.readSecret(), InputReady: inputReady(s.in), OnResume: onResume,
		})
	}
	release := c.console.saveTerminal(s.in, s.out)
	err := tui.Run(ctx, tui.Options{
		Session: session, In: s.in, Out: newCancelWriter(ctx, s.out), Now: c.now, Greeting: greeting, WriteClipboard: writeClipboard, ReadClipboard: readClipboard, Recover: c.recoverPanic,
		Abort: abort, TerminalLost: c.console.hangUp, OnResume: onResume, ASCII: c.ascii(), NoMotion: c.getenv("ZDG_NO_MOTION") != "",
	})
	release() // not deferred: after a panic more has to be undone
	return err
}

// abort sends this process the signal that ctrl+\ sends while keys are not read one by one.
func abort() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Signal(syscall.SIGQUIT) // fails on Windows, which has neither the signal nor the key
	}
}

// ascii reports whether the locale says that the terminal has no UTF-8.
func (c *wizardCommand) ascii() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(c.getenv(name)); locale != "" {
			return !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8")
		}
	}
	return false
}

// prepare makes the runner and the first state, from the file or for practice. greeting is the
// first line of the wizard; it may be "".
func (c *wizardCommand) prepare() (r *runner, state flow.State, greeting string, err error) {
	r = &runner{app: c.app, browser: !c.noBrowser}
	state = flow.State{Practice: c.practice, NoBrowser: c.noBrowser}
	ready := false // also a panic closes it
	defer func() {
		if !ready {
			r.close()
		}
	}()
	if c.practice {
		if r.playground, err = openPlayground(c.app, c.fault); err != nil {
			return r, state, "", err
		}
		c.console.ready()
		if r.secret, err = r.playground.secret(); err != nil {
			return r, state, "", err
		}
		r.standIn, state.Draft = r.playground.url, r.playground.draft()
		state.Portal = r.playground.url + practice.PortalPath
		state.SecretGiven, state.SecretFrom = true, practiceVault
		logo := r.inspect(practiceLogo)
		state.Evidence.Logo = &logo
		greeting = "Practice: nothing is real and everything is filled in. Press enter."
	} else {
		if r.standIn, err = c.standIn(); err != nil {
			return r, state, "", err
		}
		if r.secret, state.SecretFrom, err = c.givenSecret(c.secrets); err != nil {
			return r, state, "", err
		}
		state.SecretGiven = !r.secret.IsZero()
	}
	state.StandIn = r.standIn
	if !c.practice || c.file != "" {
		line, err := c.openFile(r, &state)
		if err != nil {
			return r, state, "", err
		}
		if line != "" {
			greeting = line
		}
	}
	if !c.practice {
		if url, err := urlOf(state.Draft, state.StandIn); err == nil { // else no account is known yet, so nothing was measured
			state.Evidence = withLogo(state.Draft, c.loadEvidence(state.Draft, url))
		}
		state.Live = c.liveTokens()
		sweepURLFiles(c.now())
	}
	ready = true
	return r, state, greeting, nil
}

// openFile locks and reads the file with the answers. line says where they were left; "" when
// they are new.
func (c *wizardCommand) openFile(r *runner, state *flow.State) (line string, _ error) {
	dir, err := store.StateDir()
	if err != nil {
		return "", &exitError{exitUsage, err}
	}
	if r.lock, err = store.Acquire(dir, c.path()); err != nil {
		return "", &exitError{exitUsage, err}
	}
	file, d, err := store.Open(c.path())
	if err != nil {
		return "", &exitError{exitUsage, err}
	}
	r.file, r.onDisk, state.File, state.Args = file, d, c.path(), c.fileArgs()
	overridden := c.override(d)
	for _, f := range r.Misplaced(overridden) {
		if overridden.Get(f) != d.Get(f) {
			return "", usagef("%s looks like a client secret, and would be saved in %s: leave it out, and answer in the wizard", flagOf(f), c.path())
		}
	}
	if !file.Exists() {
		if c.practice {
			return "", nil // the prepared draft is saved with the first answer
		}
		state.Draft = overridden
		return "", nil
	}
	if page, ok := r.lock.Left(d.Get(checklist.FieldLeftAt)); ok {
		d = d.With(checklist.FieldLeftAt, page)
	}
	state.Draft, state.Saved = c.override(d), true
	if r.playground != nil {
		r.playground.keepCallback(state.Draft)
	}
	if state := checklist.AfterOf(d); state != checklist.NotSent {
		return fmt.Sprintf("Resumed %s: %s", c.path(), state.Text(d)), nil
	}
	at := flow.PageOf(flow.PageID(d.Get(checklist.FieldLeftAt)))
	return fmt.Sprintf("Resumed %s, left at %s: %s", c.path(), at.Stage.Title(), at.Title), nil
}

// liveTokens says that test tokens of earlier runs may still be alive; "" when none are.
func (c *wizardCommand) liveTokens() string {
	dir, err := store.StateDir()
	if err != nil {
		return ""
	}
	live, err := store.EvidenceStore{Dir: dir}.Live(c.now())
	if err != nil {
		return err.Error()
	}
	return strings.Join(livingLines(live, func(u time.Time) string { return u.Local().Format(time.DateTime) }), "; ")
}

// screen is where the wizard draws and reads: the terminal, never the file or pipe that takes
// the result.
type screen struct {
	in, out *os.File
	plain   bool // line by line
}

// screen finds the terminal. Line by line the wizard also does without one.
func (c *wizardCommand) screen() (*screen, error) {
	if c.plain || c.getenv("TERM") == "dumb" || c.getenv("ACCESSIBLE") == "1" {
		return &screen{c.in, os.Stderr, true}, nil
	}
	isTerminal := func(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
	for _, out := range []*os.File{os.Stdout, os.Stderr} {
		if isTerminal(out) && isTerminal(c.in) {
			return &screen{c.in, out, false}, nil
		}
	}
	if c.practice {
		return nil, usagef("the wizard needs a terminal and found none: use zdg test --practice --approve, or zdg practice --plain with answers on standard input")
	}
	return nil, usagef("the wizard needs a terminal and found none: use zdg test, zdg check or zdg report, or zdg --plain with answers on standard input")
}

// readSecret is the hidden prompt; nil where there is no terminal to hide on. An empty line gives
// the zero Secret.
func (s *screen) readSecret() func(string) (zendesk.Secret, error) {
	if !term.IsTerminal(int(s.in.Fd())) {
		return nil
	}
	return func(prompt string) (zendesk.Secret, error) {
		text, err := readHidden(s.in, s.out, prompt)
		fmt.Fprintln(s.out)
		if err != nil || strings.TrimSpace(string(text)) == "" {
			return zendesk.Secret{}, err
		}
		return zendesk.ParseSecret(string(text))
	}
}
