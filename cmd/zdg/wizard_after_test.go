package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/store"
)

// TestOpeningAfterTheRequest leads to where it stands, and says so; the secret, which is not needed any
// more, is not asked for.
func TestOpeningAfterTheRequest(t *testing.T) {
	dir := t.TempDir()
	d := callsDraft().With(checklist.FieldLogoFile, "").With(checklist.FieldSubmittedOn, "2026-11-22").With(checklist.FieldLeftAt, string(flow.PageReview))
	if err := os.WriteFile(filepath.Join(dir, store.FileName), store.Write(d), 0o600); err != nil {
		t.Fatal(err)
	}
	said := func(lines ...string) string {
		t.Helper()
		cmd := zdgIn(dir, "--plain", "--no-browser")
		cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
		var out, text bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &text
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v:\n%s", err, text.String())
		}
		return text.String() + out.String()
	}
	for _, c := range []struct {
		lines []string
		wants []string
	}{
		{[]string{"", "quit"}, []string{"Resumed zdg.toml: Sent on 2026-11-22, no answer yet", "When to ask again"}},
		{[]string{"approved", "2026-11-25", "quit"}, []string{"Claim zdg-acme-sync at apps.zendesk.com."}},
		{[]string{"finish"}, []string{"Resumed zdg.toml: Approved on 2026-11-25, not claimed yet", "Claim Global Auth", "## Since the request", "Approved on 2026-11-25, not claimed yet."}},
	} {
		text := said(c.lines...)
		for _, want := range c.wants {
			if !strings.Contains(text, want) {
				t.Errorf("lacks %q:\n%s", want, text)
			}
		}
		if strings.Contains(text, "Client secret of") {
			t.Error("the secret is asked for")
		}
	}
}
