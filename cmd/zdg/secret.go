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
)

// secretEnv is the variable a secret is taken from. Package early removes it from the
// environment at the start, so that no child of zdg ever sees it.
const secretEnv = early.SecretEnv

// maxSecret bounds what is read as a secret, in bytes.
const maxSecret = 8 << 10

// prompts is how often a hidden prompt asks before it gives up.
const prompts = 3

func (a *app) takeSecret() {
	a.secret, a.fromEnv = early.Secret()
	a.hide(strings.TrimSpace(a.secret))
}

// hide keeps a secret out of what is said on standard error. A short one would be
// found in ordinary words.
func (a *app) hide(secret string) {
	const shortest = 8
	if p, ok := a.err.(printable); ok && len(secret) >= shortest {
		p.veil.add(secret)
	}
}

// secretFlags are the ways in for a secret; there is none as an argument.
type secretFlags struct {
	file  string
	stdin bool
	cmd   *cobra.Command
}

func (f *secretFlags) add(cmd *cobra.Command) {
	f.cmd = cmd
	cmd.Flags().StringVar(&f.file, "secret-file", "", "read the client secret from this `file` or pipe; others must not be able to read it")
	cmd.Flags().BoolVar(&f.stdin, "secret-stdin", false, "read the client secret from standard input")
	files(cmd, "secret-file")
}

// instead says what takes the secret where no pipe is. zdg check asks nothing.
func (f secretFlags) instead() string {
	if f.cmd != nil && f.cmd.Name() == "check" {
		return "pipe the secret in, or use " + secretEnv + " or --secret-file"
	}
	return "leave the flag out to be asked for the secret, hidden"
}

// given reads the secret from the one place that was named: file, stdin or
// environment. from says which, in words; "" when none was named.
func (a *app) given(f secretFlags) (secret zendesk.Secret, from string, err error) {
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
			return secret, "", usagef("--secret-stdin needs a pipe, and this is a terminal: %s", f.instead())
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
	if secret, err = zendesk.ParseSecret(chomp(text)); err != nil {
		return secret, "", usagef("the secret from %s: %w", from, err)
	}
	a.hide(secret.Reveal())
	return secret, from, nil
}

// doubt says what is gravely odd about a secret, before it is sent or left unsent: the
// account would only answer that it is wrong.
func (a *app) doubt(secret zendesk.Secret, of zendesk.Identifier) {
	for _, r := range secret.Remarks(of) {
		if r.Grave {
			fmt.Fprintln(a.err, "zdg: the secret:", r.Text)
		}
	}
}

// askedUntil prompts for the secret on the terminal, hidden, and again when what
// was typed cannot be one. When ctx ends, the terminal shows what is typed again.
func (a *app) askedUntil(ctx context.Context, prompt string) (secret zendesk.Secret, err error) {
	fd := int(a.in.Fd())
	if !term.IsTerminal(fd) {
		return secret, usagef("there is no client secret, and no terminal to ask for it: use %s, --secret-file or --secret-stdin", secretEnv)
	}
	defer a.console.hold(a.in, nil)()
	for try := range prompts {
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
			a.hide(secret.Reveal())
			return secret, nil
		}
	}
	return secret, &exitError{exitUsage, err}
}

// readHidden prompts and reads a line that the terminal does not show, also when the
// process was stopped meanwhile and goes on: the prompt comes again then.
func readHidden(in *os.File, out io.Writer, prompt string) ([]byte, error) {
	fmt.Fprint(out, prompt)
	defer resumed(func() {
		darken(in)
		fmt.Fprint(out, "\n"+prompt)
	})()
	return term.ReadPassword(int(in.Fd()))
}

func readSecretFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("the secret file cannot be read: %w: check its name and permissions", plainPath(err))
	}
	defer f.Close() // read only
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("the secret file cannot be read: %w: check its name and permissions", plainPath(err))
	}
	if info.IsDir() {
		return "", fmt.Errorf("%s is a folder: name the file that holds the secret", path)
	}
	if info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return "", fmt.Errorf("%s can be read by others (mode %04o): run chmod 600 on it first", path, info.Mode().Perm())
	}
	return readAll(f)
}

func plainPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}

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

// chomp takes off one trailing newline, as files and echo leave it.
func chomp(s string) string {
	s, cut := strings.CutSuffix(s, "\n")
	if cut {
		s = strings.TrimSuffix(s, "\r")
	}
	return s
}
