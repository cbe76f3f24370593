package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
	"zdg/flow/rehearse"
)

// completed asks as a shell does, for the last of args.
func completed(t *testing.T, args ...string) (values []string, directive string) {
	t.Helper()
	root := commandTree(t)
	var out bytes.Buffer
	root.SetOut(&out)
	root.SetErr(new(bytes.Buffer))
	root.SetArgs(append([]string{cobra.ShellCompRequestCmd}, args...))
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for _, line := range lines[:len(lines)-1] {
		value, about, _ := strings.Cut(line, "\t")
		if slices.Contains(values, value) {
			t.Errorf("%q: %s is offered twice", args, value)
		}
		if strings.Contains(about, "\t") {
			t.Errorf("%q: the words beside %s are cut: %q", args, value, about)
		}
		values = append(values, value)
	}
	return values, lines[len(lines)-1]
}

// TestEveryNameIsCompleted: whatever zdg has a table of names for can be completed
// where a name is taken, all of them.
func TestEveryNameIsCompleted(t *testing.T) {
	var checks, codes, faults, scenarios, scopes, sources, tenants []string
	for _, k := range checklist.Checks() {
		checks = append(checks, k.ID)
	}
	for _, d := range explain.All() {
		codes = append(codes, string(d.Code))
	}
	for _, f := range practice.Faults() {
		faults = append(faults, f.Name)
	}
	for _, s := range rehearse.Scenarios() {
		scenarios = append(scenarios, s.ID)
	}
	for _, s := range zendesk.ScopeTable() {
		scopes = append(scopes, s.Name)
	}
	for _, s := range zendesk.Sources() {
		sources = append(sources, s.Key)
	}
	for _, a := range practice.ListTenants() {
		tenants = append(tenants, a.Name)
	}
	for _, tt := range []struct {
		args string
		want []string
	}{
		{"check --only", checks},
		{"explain", codes},
		{"practice --fault", faults},
		{"test --fault", faults},
		{"rehearse --only", scenarios},
		{"test --scope", scopes},
		{"rehearse --scope", scopes},
		{"verify --practice", tenants},
		{"facts", sources},
		{"completion", []string{"bash", "zsh", "fish", "powershell"}},
	} {
		got, _ := completed(t, append(strings.Fields(tt.args), "")...)
		for _, name := range tt.want {
			if !slices.Contains(got, name) {
				t.Errorf("zdg %s does not offer %s", tt.args, name)
			}
		}
		if len(tt.want) == 0 {
			t.Errorf("zdg %s: the table is empty", tt.args)
		}
	}
}

// TestCompletionGoesOnBehindWhatWasGiven: several faults behind a comma, groups of scenarios with
// theirs; and what was given is not offered again.
func TestCompletionGoesOnBehindWhatWasGiven(t *testing.T) {
	got, _ := completed(t, "practice", "--fault", "no-such-client,redirect-m")
	if !slices.Equal(got, []string{"no-such-client,redirect-mismatch"}) {
		t.Errorf("behind a comma: %q", got)
	}
	if got, _ = completed(t, "practice", "--fault", "redirect-mismatch,redirect-m"); len(got) > 0 {
		t.Errorf("a fault is offered again: %q", got)
	}
	if got, _ = completed(t, "rehearse", "--only", "refresh"); len(got) < 3 || got[0] != "refresh" {
		t.Errorf("a group and its scenarios: %q", got)
	}
	if got, _ = completed(t, "facts", "Z14c", "z14"); slices.Contains(got, "Z14c") || !slices.Contains(got, "Z14a") {
		t.Errorf("sources, one of them given: %q", got)
	}
	if got, _ = completed(t, "verify", "--practice", "acme-customer", "acme"); slices.Contains(got, "acme-customer") {
		t.Errorf("an account is offered again: %q", got)
	}
}

// TestFilesAreOfferedWhereOneIsTaken, and nowhere else, where they would hide that a name is wanted: for
// every flag with a value, and the arguments of every command.
func TestFilesAreOfferedWhereOneIsTaken(t *testing.T) {
	takes := []string{"secret-file", "record", "output"}
	for _, cmd := range commandTree(t).Commands() {
		if cmd.Name() == "help" {
			continue
		}
		_, directive := completed(t, cmd.Name(), "")
		if want := cmd.Name() == "rehearse"; (directive == ":0") != want {
			t.Errorf("zdg %s: files as arguments: %s", cmd.Name(), directive)
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.NoOptDefVal != "" {
				return
			}
			values, directive := completed(t, cmd.Name(), "--"+f.Name, "")
			switch {
			case f.Name == "file":
				if directive != ":8" || !slices.Equal(values, []string{"toml"}) {
					t.Errorf("zdg %s --file: %q %s", cmd.Name(), values, directive)
				}
			case (directive == ":0") != slices.Contains(takes, f.Name):
				t.Errorf("zdg %s --%s: files are offered: %v", cmd.Name(), f.Name, directive == ":0")
			}
		})
	}
}
