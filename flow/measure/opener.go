package measure

import (
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

// Opener opens addresses in the person's browser. The zero Opener uses this machine
// and its environment.
type Opener struct {
	GOOS     string // "": this machine's
	Environ  []string
	LookPath func(string) (string, error)
	Wait     time.Duration // for how long a program may fail after its start; 0: 3 s
}

// errNoBrowser says that there is nothing to open a browser with.
var errNoBrowser = errors.New("no browser was found: open the address yourself, or name one in BROWSER")

// Open opens an http or https address and returns when the browser, or what starts
// it, has ended or has run for a while. It never writes on the terminal: the program
// gets neither its input nor its output, and an environment without anything secret.
// A program that goes on is left alone, since it may be the browser itself.
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
	if o.GOOS == "" {
		o.GOOS = runtime.GOOS
	}
	if o.Environ == nil {
		o.Environ = os.Environ()
	}
	if o.LookPath == nil {
		o.LookPath = exec.LookPath
	}
	if o.Wait == 0 {
		o.Wait = 3 * time.Second
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

// commands lists what may open the address, the person's own choice alone where
// there is one.
func (o Opener) commands(address string) [][]string {
	if browser := o.getenv("BROWSER"); browser != "" {
		return chosen(browser, address, o.GOOS)
	}
	windows := [][]string{{"rundll32.exe", "url.dll,FileProtocolHandler", address}}
	switch o.GOOS {
	case "windows":
		return windows
	case "darwin":
		return [][]string{{"open", address}}
	}
	var list [][]string
	if surroundingsOf(o.getenv).WSL {
		// explorer.exe does not take an address with "=" in it.
		list = append(list, []string{"wslview", address},
			[]string{"powershell.exe", "-NoProfile", "-NonInteractive", "-Command", "Start-Process '" + strings.ReplaceAll(address, "'", "%27") + "'"})
		return append(list, windows...)
	}
	for _, name := range []string{"xdg-open", "x-www-browser"} {
		list = append(list, []string{name, address})
	}
	return list
}

// chosen reads BROWSER: commands separated by colons (semicolons on Windows), tried
// in order; %s stands for the address, which else comes last.
func chosen(browser, address, goos string) [][]string {
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

// start runs one program, detached, and waits a while for it to fail.
func (o Opener) start(ctx context.Context, path string, args []string) error {
	cmd := exec.Command(path, args...)
	cmd.Env = harmless(o.Environ)
	detach(cmd)
	if err := cmd.Start(); err != nil {
		return errors.New("the browser could not be started: open the address yourself")
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }() // also keeps it from becoming a zombie
	wait := time.NewTimer(o.Wait)
	defer wait.Stop()
	select {
	case err := <-ended:
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			return fmt.Errorf("the browser's command ended with status %d: open the address yourself", exit.ExitCode())
		}
		return err
	case <-wait.C:
	case <-ctx.Done():
	}
	return nil
}

// harmless is an environment without what is ours and what looks like a secret.
func harmless(environ []string) []string {
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
