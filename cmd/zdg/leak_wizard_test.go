package main

import (
	"io/fs"
	"net/http"
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
	desk := &playground{Account: practice.New(practice.Prepared("http://" + freeAddress(t) + "/callback"))}
	seen := &secrets{}
	server := httptest.NewServer(seen.watch(desk.Account))
	t.Cleanup(server.Close)
	desk.SetURL(server.URL)
	desk.prepared = desk.Client()
	seen.add(desk.prepared.Secret)
	file := filepath.Join(dir, store.FileName)
	if err := os.WriteFile(file, store.Write(desk.draft().With(checklist.FieldLogoFile, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	dump := filepath.Join(dir, "browser.txt")
	browser := filepath.Join(dir, "browser.sh")
	if err := os.WriteFile(browser, []byte("#!/bin/sh\n{ export -p; echo \"$@\"; } > "+dump+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	term := start(t, dir, []string{"BROWSER=" + browser, secretEnv + "=" + desk.prepared.Secret + "x"}, false, "--account-url", server.URL)
	for _, step := range []struct{ see, key string }{
		{"Who will use it", "enter"},
		{"Which account holds", "enter"},
		{"Does the client exist", "enter"},
		{"Identifier and kind", "enter"},
		{"Redirect URLs and scopes", "enter"},
		{"taken from " + secretEnv, "\x1b[200~" + desk.prepared.Secret + "\x1b[201~"},
		{"•••", "enter"},
		{"kept in memory only", "y"},
		{"› yes", "enter"},
		{"Start the test", "enter"},
	} {
		term.see(step.see)
		term.press(step.key)
	}
	term.see("Click Allow in your browser", "Also in a file")
	authorize, err := filepath.Glob(filepath.Join(dir, ".state", "zdg", "authorize-*.url"))
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
	redirect, err := desk.Approve(t.Context(), strings.TrimSpace(string(url)), "", true)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(redirect)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	term.see("The client works.")
	waitFor(t, func() bool { _, err := os.Stat(dump); return err == nil }, "the browser")
	pastHold(term, "x", "The client works.", "oauth/tokens/current.json")
	term.press("enter")
	term.see("client_secret")
	term.press("\x1b[6~") // page down
	term.see("invalid_grant")
	term.press("ctrl+c")
	if code, _ := term.wait(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	produced := map[string]string{"the screen": term.bytes()}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, readErr := os.ReadFile(path)
			produced[path], err = string(text), readErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for where, text := range produced {
		if n := seen.in(text); n > 0 {
			t.Errorf("%s holds %d of the secrets", where, n)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".state", "zdg", "authorize-*.url")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
