package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow/practice"
	"zdg/flow/store"
)

// TestWizardShowsNothingSecret walks the wizard against an account on loopback
// with a secret pasted into it, and searches every byte that was drawn, every file
// that was written and what the browser was given.
func TestWizardShowsNothingSecret(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	account := &playground{Account: practice.New(practice.Prepared("http://" + freeAddress(t) + "/callback"))}
	seen := &secrets{}
	server := httptest.NewServer(seen.watch(account.Account))
	t.Cleanup(server.Close)
	account.SetURL(server.URL)
	account.prepared = account.Client()
	seen.add(account.prepared.Secret)
	file := filepath.Join(dir, store.FileName)
	if err := os.WriteFile(file, store.Write(account.draft().With(checklist.FieldLogoFile, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	dump := filepath.Join(dir, "browser.txt")
	browser := filepath.Join(dir, "browser.sh")
	if err := os.WriteFile(browser, []byte("#!/bin/sh\n{ export -p; echo \"$@\"; } > "+dump+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	term := start(t, dir, []string{"BROWSER=" + browser, secretEnv + "=" + account.prepared.Secret + "x"}, false, "--account-url", server.URL)
	term.walk(
		step{"Who will use it", []string{"enter"}},
		step{"Which account holds", []string{"enter"}},
		step{"Does the client exist", []string{"enter"}},
		step{"Identifier and kind", []string{"enter"}},
		step{"Redirect URLs and scopes", []string{"enter"}},
		step{"taken from " + secretEnv, []string{"\x1b[200~" + account.prepared.Secret + "\x1b[201~"}},
		step{"•••", []string{"enter"}},
		step{"kept in memory only", []string{"y"}},
		step{"› Yes", []string{"enter"}},
		step{"Start the test", []string{"enter"}},
	)
	term.see("Click Allow in your browser", "Also in a file")
	authorize, err := filepath.Glob(filepath.Join(dir, "state", "zdg", "authorize-*.url"))
	if err != nil || len(authorize) != 1 {
		t.Fatalf("the file with the URL: %v %v", authorize, err)
	}
	if info, err := os.Stat(authorize[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode: %v %v", info.Mode(), err)
	}
	url, err := os.ReadFile(authorize[0])
	if err != nil {
		t.Fatal(err)
	}
	redirect, err := account.Approve(t.Context(), strings.TrimSpace(string(url)), "", true)
	if err != nil {
		t.Fatal(err)
	}
	visit(redirect)
	term.see("The client works")
	waitFor(t, func() bool { _, err := os.Stat(dump); return err == nil }, "the browser")
	pastHold(term, "x", "The client works", "oauth/tokens/current.json")
	term.press("enter")
	term.see("client_secret")
	term.press("\x1b[6~") // page down
	term.see("invalid_grant")
	term.press("ctrl+c")
	if code, _ := term.wait(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	noneLeaked(t, dir, map[string]string{"the screen": term.bytes()}, seen.known()...)
	if left, _ := filepath.Glob(filepath.Join(dir, "state", "zdg", "authorize-*.url")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
