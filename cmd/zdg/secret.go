package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"a.zdg/early"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/measure"
)

// secretEnv is the environment variable that may hold the secret. Package early removes it before
// anything else runs, so that no process that zdg starts ever sees it.
const secretEnv = early.SecretEnv

// maxSecret bounds what is read as a secret, in bytes.
const maxSecret = 8 << 10

// maxPrompts is how often a hidden prompt asks before it gives up.
const maxPrompts = 3

// takeSecretFromEnv takes the secret that the environment held at the start.
func (a *app) takeSecretFromEnv() {
	a.secret, a.fromEnv = early.Secret()
	a.maskSecret(strings.TrimSpace(a.secret))
}

// maskSecret keeps a secret out of what is written to standard error; not a short one, which
// would be found in ordinary words.
func (a *app) maskSecret(secret string) {
	const shortest = 8
	if p, ok := a.err.(cleanWriter); ok && len(secret) >= shortest {
		p.secrets.add(secret)
	}
}

// secretFlags are the flags that say where the secret is. No flag takes the secret itself.
type secretFlags struct {
	file  string
	stdin bool
	cmd   *cobra.Command
}

func (f *secretFlags) add(cmd *cobra.Command) {
	f.cmd = cmd
	cmd.Flags().StringVar(&f.file, "secret-file", "", "read the client secret from this `file` or pipe; others must not be able to read it")
	cmd.Flags().BoolVar(&f.stdin, "secret-stdin", false, "read the client secret from standard input")
	completeFiles(cmd, "secret-file")
}

// advice says how to give the secret where there is no pipe. zdg check cannot ask for it.
func (f secretFlags) advice() string {
	if f.cmd != nil && f.cmd.Name() == "check" {
		return "pipe the secret in, or use " + secretEnv + " or --secret-file"
	}
	return "leave the flag out to be asked for the secret, hidden"
}

// givenSecret reads the secret from a file, standard input or the environment, in this order. It
// is the zero Secret, and from is "", when none of them was named; else from names the place.
func (a *app) givenSecret(f secretFlags) (secret zendesk.Secret, from string, err error) {
	ctx := context.Background()
	if f.cmd != nil {
		ctx = f.cmd.Context()
	}
	var text string
	switch {
	case f.file != "" && f.stdin:
		return secret, "", usagef("--secret-file and --secret-stdin are both given: name one place for the secret")
	case f.file != "":
		from = "--secret-file"
		text, err = await(ctx, func() (string, error) { return readSecretFile(f.file) })
	case f.stdin:
		from = "standard input"
		if term.IsTerminal(int(a.in.Fd())) {
			return secret, "", usagef("--secret-stdin needs a pipe, and this is a terminal: %s", f.advice())
		}
		text, err = await(ctx, func() (string, error) { return readAll(a.in) })
	case a.fromEnv && a.secret != "":
		from, text = secretEnv, a.secret
	default:
		return secret, "", nil
	}
	if errors.Is(err, errLeft) {
		return secret, "", err
	}
	if err != nil {
		return secret, "", &exitError{exitUsage, err}
	}
	if secret, err = zendesk.ParseSecret(trimNewline(text)); err != nil {
		return secret, "", usagef("the secret from %s: %w", from, err)
	}
	a.maskSecret(secret.Reveal())
	return secret, from, nil
}

// warnOfSecret prints what is gravely odd about a secret, before it is sent: the account would
// only answer that it is wrong.
func (a *app) warnOfSecret(secret zendesk.Secret, of zendesk.Identifier) {
	for _, r := range secret.Remarks(of) {
		if r.Grave {
			fmt.Fprintln(a.err, "zdg: the secret:", r.Text)
		}
	}
}

// secretFor is the secret that was given, or else known, that of the practice account. For a
// confidential client that has neither it asks, if ask is set.
func (a *app) secretFor(ctx context.Context, f secretFlags, plan measure.Plan, known zendesk.Secret, ask bool) (zendesk.Secret, error) {
	if !known.IsZero() && f.file == "" && !f.stdin {
		return known, nil // the one in the environment belongs to a real client
	}
	secret, _, err := a.givenSecret(f)
	if err == nil && secret.IsZero() && plan.Client.Kind == zendesk.Confidential && ask {
		secret, err = a.askSecret(ctx, flow.SecretOf(plan.Client.Identifier.String(), plan.AccountURL)+" (hidden): ")
	}
	if err == nil {
		a.warnOfSecret(secret, plan.Client.Identifier)
	}
	return secret, err
}

// askSecret prompts for the secret on the terminal, without echo, and again when what was typed
// cannot be one. When it returns, the terminal echoes again, also if ctx has ended.
func (a *app) askSecret(ctx context.Context, prompt string) (secret zendesk.Secret, err error) {
	fd := int(a.in.Fd())
	if !term.IsTerminal(fd) {
		return secret, usagef("there is no client secret, and no terminal to ask for it on: use %s, --secret-file or --secret-stdin", secretEnv)
	}
	defer a.console.saveTerminal(a.in, nil)()
	for try := range maxPrompts {
		if try > 0 {
			fmt.Fprintln(a.err, "zdg:", err)
		}
		var text []byte
		text, err = await(ctx, func() ([]byte, error) { return readHidden(a.in, a.err, prompt) })
		fmt.Fprintln(a.err)
		if errors.Is(err, errLeft) {
			return secret, err
		}
		if err != nil {
			return secret, usagef("no secret was typed: start again, or use %s, --secret-file or --secret-stdin", secretEnv)
		}
		if secret, err = zendesk.ParseSecret(string(text)); err == nil {
			a.maskSecret(secret.Reveal())
			return secret, nil
		}
	}
	return secret, &exitError{exitUsage, err}
}

// readHidden prompts, and reads a line that the terminal does not echo. If the process is stopped
// and continued meanwhile, the prompt is printed again.
func readHidden(in *os.File, out io.Writer, prompt string) ([]byte, error) {
	fmt.Fprint(out, prompt)
	defer onResume(func() {
		hideInput(in)
		fmt.Fprint(out, "\n"+prompt)
	})()
	return term.ReadPassword(int(in.Fd()))
}

// readSecretFile reads a file or a pipe. It refuses a file that others can read.
func readSecretFile(path string) (string, error) {
	unreadable := func(err error) error {
		return fmt.Errorf("the secret file cannot be read: %w: check its name and permissions", plainPath(err))
	}
	f, err := os.Open(path)
	if err != nil {
		return "", unreadable(err)
	}
	defer f.Close() // read only
	info, err := f.Stat()
	if err != nil {
		return "", unreadable(err)
	}
	if info.IsDir() {
		return "", fmt.Errorf("%s is a folder: name the file that holds the secret", path)
	}
	if info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return "", fmt.Errorf("%s can be read by others (mode %04o): run chmod 600 on it first", path, info.Mode().Perm())
	}
	return readAll(f)
}

// plainPath is an error about a file without the name of the system call.
func plainPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}

// readAll reads a secret of at most maxSecret bytes.
func readAll(r io.Reader) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSecret+1))
	if err != nil {
		return "", fmt.Errorf("the secret could not be read: %w: give it again", plainPath(err))
	}
	if len(text) > maxSecret {
		return "", fmt.Errorf("the secret is longer than %d bytes: name a file that holds only the secret", maxSecret)
	}
	return string(text), nil
}

// trimNewline removes one line break at the end, as files and echo leave it.
func trimNewline(s string) string {
	s, cut := strings.CutSuffix(s, "\n")
	if cut {
		s = strings.TrimSuffix(s, "\r")
	}
	return s
}
