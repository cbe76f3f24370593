package main

import (
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// commandTree is the tree of commands as main makes it, made strict.
func commandTree(t *testing.T) *cobra.Command {
	t.Helper()
	root := newRoot(&app{in: os.Stdin, out: &guarded{}, err: &guarded{}, getenv: os.Getenv, now: time.Now}, "")
	rejectTypos(root)
	return root
}

// TestOneCommandIsMadeAlone looks that a command that is named is made, and no other.
func TestOneCommandIsMadeAlone(t *testing.T) {
	for _, c := range commands {
		made := newRoot(&app{}, c.name).Commands()
		if names := slices.DeleteFunc(made, func(m *cobra.Command) bool { return m.Name() == "help" }); len(names) != 1 || names[0].Name() != c.name {
			t.Errorf("%s: made are %v", c.name, names)
		}
	}
}

// exampleCodes are the exit codes of examples that do not end with 0: they speak
// to an account, and there is no network here, or judge a file that lacks answers.
var exampleCodes = map[string]int{
	"zdg check":                    exitFailed,
	"zdg check --offline --strict": exitFailed,
	"zdg check --record clients.json --format json": exitFailed,
	"zdg test": exitNetwork,
	"zdg test --secret-file secret.txt --format json":                                                                               exitNetwork,
	"zdg test --practice --approve --fault redirect-mismatch":                                                                       exitFailed,
	"zdg test --subdomain d3v-acme --identifier zdg-acme --kind public --redirect-url http://127.0.0.1:18573/callback --scope read": exitNetwork,
	"zdg verify acme-customer --consent":                                                                                            exitNetwork,
	"zdg verify acme-customer other-customer --consent --home d3v-acme --identifier zdg-acme --kind public":                         exitNetwork,
	"zdg verify acme-customer --consent --secret-file secret.txt --format json":                                                     exitNetwork,
	"zdg verify --practice --consent":                                                                                               exitFailed,
	"zdg verify --practice --converted --consent acme-customer suspended-customer":                                                  exitFailed,
}

// TestExamplesOfTheHelpRun runs each line of the examples of the unattended
// commands in a shell, in a folder that has the files they name.
func TestExamplesOfTheHelpRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the examples are for a POSIX shell")
	}
	ran := map[string]bool{}
	for _, cmd := range commandTree(t).Commands() {
		if cmd.Name() == "practice" || cmd.Name() == "completion" || cmd.Name() == "help" {
			continue // the wizard has tests of its own; the others are cobra's
		}
		if cmd.Example == "" {
			t.Errorf("zdg %s has no example", cmd.Name())
		}
		for line := range strings.Lines(cmd.Example) {
			line = strings.TrimSpace(line)
			ran[line] = true
			t.Run(line, func(t *testing.T) {
				if !strings.Contains(line, "--practice") { // each takes the first port that is free
					t.Parallel()
				}
				u := newUnattended(t)
				u.cmd = &exec.Cmd{
					Path: "/bin/sh", Args: []string{"sh", "-c", `zdg() { "$ZDG" "$@"; }; ` + line},
					Dir: u.work, Env: append(u.cmd.Env, "ZDG="+os.Args[0]), Stdout: &u.out, Stderr: &u.err,
				}
				if cmd.Name() != "init" {
					u.file("zdg.toml", someAnswers, 0o600)
				}
				u.file("secret.txt", hexSecret+"\n", 0o600)
				u.file("answer.json", `{"error":"invalid_grant"}`, 0o600)
				u.file("clients.json", `{"clients":[{"id":7,"identifier":"zdg-acme","kind":"public","name":"Acme","redirect_uri":["http://127.0.0.1:18573/callback"]}]}`, 0o600)
				if code := u.run(); code != exampleCodes[line] {
					t.Errorf("exit code %d, want %d\n%s%s", code, exampleCodes[line], u.out.String(), u.err.String())
				}
			})
		}
	}
	if len(ran) < 15 {
		t.Errorf("only %d examples were found", len(ran))
	}
	for line := range exampleCodes {
		if !ran[line] {
			t.Errorf("no command has the example %q", line)
		}
	}
}

// TestHelpSaysWhatAFlagTakes in words of its own, not in the types of pflag; and no line is too long.
func TestHelpSaysWhatAFlagTakes(t *testing.T) {
	for _, cmd := range commandTree(t).Commands() {
		usage := cmd.Flags().FlagUsages()
		for _, bad := range []string{" string ", " stringArray ", "`"} {
			if strings.Contains(usage, bad) {
				t.Errorf("the help of %s shows %q:\n%s", cmd.Name(), bad, usage)
			}
		}
		for line := range strings.Lines(cmd.Long) {
			if len(strings.TrimRight(line, "\n")) > textWidth+2 {
				t.Errorf("the help of %s has a line of %d: %s", cmd.Name(), len(line), line)
			}
		}
	}
}

// TestHelpListsTheCodesOfItsCommand, and none that it cannot end with.
func TestHelpListsTheCodesOfItsCommand(t *testing.T) {
	_, all, _ := exitsOf(exitTable)
	left := map[string][]int{"zdg": {}, "zdg check": {exitDenied}, "zdg test": {exitWarnings}, "zdg verify": {exitWarnings}, "zdg rehearse": {}}
	root := commandTree(t)
	for _, cmd := range append(root.Commands(), root) {
		_, rows, _ := exitsOf(cmd.Long)
		out, has := left[cmd.CommandPath()]
		if has != (rows != "") {
			t.Errorf("%s: does its help list exit codes? %v", cmd.CommandPath(), rows != "")
		}
		for row := range strings.Lines(all) {
			code, _, _ := strings.Cut(strings.TrimSpace(row), " ")
			n, _ := strconv.Atoi(code)
			if listed := strings.Contains("\n"+rows+"\n", "\n"+strings.TrimRight(row, "\n")+"\n"); has && listed == slices.Contains(out, n) {
				t.Errorf("%s: %d is listed: %v", cmd.CommandPath(), n, listed)
			}
		}
		if strict := cmd.Flags().Lookup("strict") != nil; has && cmd != root && strict == slices.Contains(out, exitWarnings) {
			t.Errorf("%s has --strict: %v, and lists code %d: %v", cmd.CommandPath(), strict, exitWarnings, !slices.Contains(out, exitWarnings))
		}
	}
}

// TestMistypedCommands are told with what was probably meant.
func TestMistypedCommands(t *testing.T) {
	for _, tt := range []struct {
		args []string
		want string // "": no error
	}{
		{[]string{"tset"}, `there is no command "tset": did you mean zdg test? zdg help lists all`},
		{[]string{"nothing"}, `there is no command "nothing": zdg help lists all`},
		{[]string{hexSecret}, "there is no such command: zdg help lists all"},
		{[]string{"help", "chek"}, `there is no command "chek": did you mean zdg check? zdg help lists all`},
		{[]string{"help", "check"}, ""},
		{[]string{"help"}, ""},
		{[]string{"completion"}, ""},
		{[]string{"completion", "bash"}, ""},
		{[]string{"completion", "fsh"}, `there is no completion for "fsh": use bash, zsh, fish or powershell`},
		{[]string{"--plian"}, "there is no flag --plian: did you mean --plain? see zdg --help"},
		{[]string{"version", "--fromat"}, "there is no flag --fromat: see zdg version --help"},
		{[]string{"test", "-f"}, "there is no flag -f: see zdg test --help"},
		{[]string{"test", "--client-secret"}, "there is no flag --client-secret, because others can see arguments: use ZDG_CLIENT_SECRET, --secret-file or --secret-stdin"},
	} {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			root := commandTree(t)
			root.SetArgs(tt.args)
			err := root.Execute()
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			if err != nil && codeOf(err) != exitUsage {
				t.Errorf("exit code %d", codeOf(err))
			}
		})
	}
}

// TestAdviceOnTheSecret says that zdg would ask for it only of a command that does.
func TestAdviceOnTheSecret(t *testing.T) {
	root := newRoot(&app{}, "")
	for _, name := range []string{"check", "test", "verify"} {
		cmd, _, err := root.Find([]string{name})
		if err != nil {
			t.Fatal(err)
		}
		if asks := strings.Contains(secretFlags{cmd: cmd}.advice(), "to be asked"); asks == (name == "check") {
			t.Errorf("%s: %s", name, secretFlags{cmd: cmd}.advice())
		}
	}
}
