package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/atotto/clipboard"
	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/practice"
	"zdg/flow/store"
	"zdg/tui"
	"zdg/tui/plain"
)

// patience is how long leaving waits for the test token to be revoked.
const patience = 4700 * time.Millisecond

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
		faults(cmd)
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
	screen, err := c.screen()
	if err != nil {
		return err
	}
	defer screen.close()
	r, state, greet, err := c.prepare()
	if err != nil {
		return err
	}
	defer r.close()
	state = flow.Begin(state)
	if state.Page == flow.PageSecret && state.Reached != flow.PageSecret {
		greet += "; the secret is never saved, so it is asked for again"
	}
	session := flow.NewSession(cmd.Context(), state, r)
	err = c.drive(cmd.Context(), screen, session, greet)

	ctx, cancel := context.WithTimeout(context.WithoutCancel(cmd.Context()), patience)
	defer cancel()
	_ = session.Close(ctx) // what was not ended by then is told of below
	if text := r.left(); text != "" {
		fmt.Fprintln(c.err, "zdg: "+text)
	}
	if err != nil && !errors.Is(err, tui.ErrKilled) {
		return &exitError{exitUsage, err}
	}
	return c.end(session, r, err != nil)
}

// drive runs the wizard on screen or line by line.
func (c *wizardCommand) drive(ctx context.Context, s *screen, session *flow.Session, greet string) error {
	if s.plain {
		// A hidden prompt that is left with ctrl+c would leave the echo off.
		defer c.console.hold(s.in, nil)()
		return plain.Run(ctx, plain.Options{
			Session: session, In: s.in, Out: newPatient(ctx, s.out), Now: c.now, Greeting: greet, ReadSecret: s.readSecret(), InputReady: waiting(s.in), OnResume: resumed,
		})
	}
	release := c.console.hold(s.in, s.out)
	err := tui.Run(ctx, tui.Options{
		Session: session, In: s.in, Out: newPatient(ctx, s.out), Now: c.now, Greeting: greet, WriteClipboard: clipboard.WriteAll, ReadClipboard: clipboard.ReadAll, Recover: c.crashed,
		Abort: abort, TerminalLost: c.console.hangUp, OnResume: resumed, ASCII: c.ascii(), NoMotion: c.getenv("ZDG_NO_MOTION") != "",
	})
	release() // not deferred: after a panic there is more to be undone
	return err
}

// abort is ctrl+\ where keys are read one by one: the signal that it sends elsewhere.
func abort() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Signal(syscall.SIGQUIT) // Windows has none, and no such key
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

// prepare makes the runner and the first state: from the file, or for practice.
func (c *wizardCommand) prepare() (*runner, flow.State, string, error) {
	r := &runner{app: c.app, browser: !c.noBrowser}
	state := flow.State{Practice: c.practice, NoBrowser: c.noBrowser}
	var greet string
	ready := false
	defer func() {
		if !ready {
			r.close()
		}
	}()
	if c.practice {
		var err error
		if r.playground, err = openPlayground(c.app, c.fault); err != nil {
			return nil, state, "", err
		}
		if r.secret, err = r.playground.secret(); err != nil {
			return nil, state, "", err
		}
		state.StandIn, state.Draft = r.playground.url, r.playground.draft()
		state.Portal = r.playground.url + practice.PortalPath
		state.SecretGiven, state.SecretFrom = true, "the practice vault"
		logo := r.inspect(practiceLogo)
		state.Evidence.Logo = &logo
		greet = "Practice: nothing is real and everything is filled in. Press enter."
	} else {
		var err error
		if state.StandIn, err = c.standIn(); err != nil {
			return nil, state, "", err
		}
		secret, from, err := c.given(c.secrets)
		if err != nil {
			return nil, state, "", err
		}
		r.secret, state.SecretGiven, state.SecretFrom = secret, !secret.IsZero(), from
		r.standIn = state.StandIn
	}
	if !c.practice || c.file != "" {
		line, err := c.openFile(r, &state)
		if err != nil {
			return nil, state, "", err
		}
		if line != "" {
			greet = line
		}
	}
	if !c.practice {
		c.recall(r, &state)
		state.Live = c.living()
		sweepURLFiles(c.now())
	}
	ready = true
	return r, state, greet, nil
}

// openFile resumes the draft; the line says so.
func (c *wizardCommand) openFile(r *runner, state *flow.State) (string, error) {
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
	r.file, r.onDisk, state.File, state.Args = file, d, c.path(), c.args()
	for _, f := range r.Misplaced(c.over(d)) {
		if c.over(d).Get(f) != d.Get(f) {
			return "", usagef("%s looks like a client secret, and would be saved in %s: leave it out, and answer in the wizard", flagOf(f), c.path())
		}
	}
	if !file.Exists() {
		if c.practice {
			return "", nil // the prepared draft is saved with the first answer
		}
		state.Draft = c.over(d)
		return "", nil
	}
	if page, ok := r.lock.Left(d.Get(checklist.FieldLeftAt)); ok {
		d = d.With(checklist.FieldLeftAt, page)
	}
	state.Draft, state.Saved = c.over(d), true
	if r.playground != nil {
		r.playground.keepCallback(state.Draft)
	}
	if state := checklist.AfterOf(d); state != checklist.NotSent {
		return fmt.Sprintf("Resumed %s: %s", c.path(), state.Text(d)), nil
	}
	at := flow.PageOf(flow.PageID(d.Get(checklist.FieldLeftAt)))
	return fmt.Sprintf("Resumed %s, left at %s: %s", c.path(), at.Stage.Title(), at.Title), nil
}

// living says that a test token of an earlier run may still live; "" when none does.
func (c *wizardCommand) living() string {
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

// recall brings back what was measured with this client before.
func (c *wizardCommand) recall(r *runner, state *flow.State) {
	url, err := urlOf(state.Draft, state.StandIn)
	if err != nil {
		return // no account yet: nothing was measured
	}
	state.Evidence = c.loadEvidence(state.Draft, url)
	if state.Draft.Has(checklist.FieldLogoFile) {
		logo := r.inspect(strings.TrimSpace(state.Draft.Get(checklist.FieldLogoFile)))
		state.Evidence.Logo = &logo
	}
}
