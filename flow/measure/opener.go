package measure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// Opener opens addresses in the person's browser. The zero Opener uses this machine and its
// environment.
type Opener struct {
	GOOS     string                       // "": runtime.GOOS
	Environ  []string                     // nil: os.Environ
	LookPath func(string) (string, error) // nil: exec.LookPath
	Wait     time.Duration                // how long to wait for a command to fail; 0: 3 s
}

// errNoBrowser says that no command that opens a browser was found.
var errNoBrowser = errors.New("no browser was found: open the address yourself, or name one in BROWSER")

// Open opens an http or https address. It returns when the command that opens the browser
// has ended, or has run for Wait; then it is left alone, since it may be the browser itself.
// The command has no access to the terminal, and an environment without secrets. The error
// asks the person to open the address.
func (o Opener) Open(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return errors.New("only an http or https address is opened in a browser")
	}
	o.defaults()
	var failed error = errNoBrowser
	for _, command := range o.commands(address) {
		path, err := o.LookPath(command[0])
		if err != nil {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if failed = o.start(ctx, path, command[1:]); failed == nil {
			return nil
		}
	}
	return failed
}

func (o *Opener) defaults() {
	o.GOOS, o.Wait = cmp.Or(o.GOOS, runtime.GOOS), cmp.Or(o.Wait, 3*time.Second)
	if o.Environ == nil {
		o.Environ = os.Environ()
	}
	if o.LookPath == nil {
		o.LookPath = exec.LookPath
	}
}

func (o Opener) getenv(name string) string {
	for _, entry := range o.Environ {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value
		}
	}
	return ""
}

// commands lists the commands that may open the address. When BROWSER is set, it lists only
// what that names.
func (o Opener) commands(address string) [][]string {
	if browser := o.getenv("BROWSER"); browser != "" {
		return browserCommands(browser, address, o.GOOS)
	}
	windows := [][]string{{"rundll32.exe", "url.dll,FileProtocolHandler", address}}
	switch {
	case o.GOOS == "windows":
		return windows
	case o.GOOS == "darwin":
		return [][]string{{"open", address}}
	case surroundingsOf(o.getenv).WSL: // explorer.exe does not accept an address with "=" in it
		return append([][]string{
			{"wslview", address},
			{"powershell.exe", "-NoProfile", "-NonInteractive", "-Command", "Start-Process '" + strings.ReplaceAll(address, "'", "%27") + "'"},
		}, windows...)
	}
	return [][]string{{"xdg-open", address}, {"x-www-browser", address}}
}

// browserCommands reads the variable BROWSER: commands separated by colons (semicolons on
// Windows). %s stands for the address, which otherwise is the last argument.
func browserCommands(browser, address, goos string) [][]string {
	separator := ":"
	if goos == "windows" {
		separator = ";"
	}
	var list [][]string
	for entry := range strings.SplitSeq(browser, separator) {
		words := strings.Fields(entry)
		if len(words) == 0 {
			continue
		}
		found := false
		for i, w := range words {
			if i > 0 && strings.Contains(w, "%s") {
				words[i], found = strings.ReplaceAll(w, "%s", address), true
			}
		}
		if !found {
			words = append(words, address)
		}
		list = append(list, words)
	}
	return list
}

// start starts one command, detached, and waits a while for it to fail.
func (o Opener) start(ctx context.Context, path string, args []string) error {
	cmd := exec.Command(path, args...)
	cmd.Env = withoutSecrets(o.Environ)
	detach(cmd)
	if err := cmd.Start(); err != nil {
		return errors.New("the browser could not be started: open the address yourself")
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }() // also avoids a zombie
	select {
	case err := <-ended:
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			return fmt.Errorf("the browser's command ended with status %d: open the address yourself", exit.ExitCode())
		}
		return err
	case <-time.After(o.Wait):
	case <-ctx.Done():
	}
	return nil
}

// withoutSecrets returns an environment without zdg's own variables and without those whose
// names look like a secret's.
func withoutSecrets(environ []string) []string {
	kept := make([]string, 0, len(environ))
	for _, entry := range environ {
		name, _, _ := strings.Cut(strings.ToUpper(entry), "=")
		secret := strings.HasPrefix(name, "ZDG_")
		for _, word := range []string{"SECRET", "TOKEN", "PASSW", "PASSPHRASE", "CREDENTIAL", "API_KEY", "APIKEY", "PRIVATE_KEY", "ACCESS_KEY"} {
			secret = secret || strings.Contains(name, word)
		}
		if !secret {
			kept = append(kept, entry)
		}
	}
	return kept
}
