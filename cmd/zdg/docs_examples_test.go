package main

import (
	"bytes"
	"errors"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow/practice"
	"zdg/flow/store"
)

// notRun are the command lines of the pages that no test runs, each with the reason.
var notRun = map[string]string{
	"zdg practice":                                 "needs a person at a terminal",
	"zdg practice > request.md":                    "needs a person at a terminal",
	"zdg practice --fault redirect-mismatch":       "needs a person at a terminal",
	"zdg practice --no-browser":                    "needs a person at a terminal",
	"zdg practice --file rehearsal.toml":           "needs a person at a terminal",
	"zdg --plain":                                  "needs a person at a terminal",
	"zdg --no-browser":                             "needs a person at a terminal",
	"zdg test --no-browser":                        "needs a person at a browser",
	"zdg verify acme-customer --consent --browser": "needs a person at a browser",
	"zdg rehearse --connect 'http://localhost:3000/zendesk/connect?subdomain={subdomain}' --poke 'http://localhost:3000/tickets?subdomain={subdomain}' --restart -- npm start": "needs a program of yours",
	"ssh -L 18573:127.0.0.1:18573 me@host":                     "needs another machine",
	"docker run --network host -it image zdg":                  "needs a container",
	"go test ./cmd/zdg -run '^$' -bench . -timeout 30m":        "takes minutes",
	"go test ./cmd/zdg -run '^$' -bench Version -benchtime 5s": "takes long",
	"go test ./checklist/explain -run '^$' -bench Read":        "takes minutes",
}

// An example is a command line of a page.
type example struct {
	line   string
	code   int    // that it exits with: 0, or what "# exits N" behind it says
	online bool   // it asks the account
	result string // the JSON that the page shows as its output; "" when it shows none
	at     [2]int // where the result stands in the page
}

// TestDocsExamples runs every command of the pages, each page in a folder with a
// filled zdg.toml, its logo, the secret in a file and the record of the client.
// The account is one that practice plays. Results that a page shows have to have
// the fields of the real ones.
func TestDocsExamples(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("the examples are written for sh")
	}
	reasons := map[string]bool{}
	for _, name := range pageNames(t) {
		t.Run(name, func(t *testing.T) {
			text := readPage(t, name)
			var e *examplesFolder
			want, shift := text, 0
			for _, x := range examplesOf(text) {
				if notRun[x.line] != "" {
					reasons[x.line] = true
					t.Logf("not run: %s: %s", x.line, notRun[x.line])
					continue
				}
				if e == nil {
					e = newExamplesFolder(t)
				}
				out := e.run(t, x)
				if x.result == "" {
					continue
				}
				if diff := shapesDiffer(t, x.result, out); diff != "" && !*updateDocs {
					t.Errorf("%s: the page and the result differ in %s", x.line, diff)
				}
				if s := asShown(x.result); s != x.result && !*updateDocs {
					t.Errorf("%s: the page has times or ports of one run: go test ./cmd/zdg -run Docs -update-docs", x.line)
				}
				fresh := asShown(shortened(t, out))
				want = want[:x.at[0]+shift] + fresh + want[x.at[1]+shift:]
				shift += len(fresh) - len(x.result)
			}
			if *updateDocs {
				holdPage(t, name, text, want)
			}
		})
	}
	for line := range notRun {
		if !reasons[line] {
			t.Errorf("no page has %q", line)
		}
	}
}

// asShown is a result as the pages show it: what differs from run to run is always the same.
func asShown(result string) string {
	for form, instead := range ofOneRun {
		result = form.ReplaceAllString(result, instead)
	}
	return result
}

// ofOneRun are the moment of a run, how long it took, and the ports that the system gave.
var ofOneRun = map[*regexp.Regexp]string{
	regexp.MustCompile(`("(?:time|measured_at|may_live_until)": )"\d{4}-[^"]*"`):        `$1"2026-11-26T12:00:00Z"`,
	regexp.MustCompile(`("age_days": )\d+`):                                             `${1}2539`,
	regexp.MustCompile(`("elapsed_ms": )\d+`):                                           `${1}0`,
	regexp.MustCompile(`(http://(?:127\.0\.0\.1|localhost|[a-z0-9-]+\.localhost)):\d+`): `$1:40404`,
}

var (
	fences   = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")
	exitMark = regexp.MustCompile(`\s+# exits (\d+)$`)
)

// examplesOf are the commands of a page: all lines of sh, and those of zdg in
// workflows. JSON that follows sh is the result of its last command.
func examplesOf(text string) []example {
	var all []example
	before := ""
	for _, m := range fences.FindAllStringSubmatchIndex(text, -1) {
		lang, body := text[m[2]:m[3]], text[m[4]:m[5]]
		switch lang {
		case "sh":
			for line := range strings.Lines(strings.ReplaceAll(body, "\\\n", "")) {
				all = append(all, exampleOn(line)...)
			}
		case "yaml":
			for _, line := range runLines(body) {
				if strings.HasPrefix(line, "zdg ") {
					all = append(all, exampleOn(line)...)
				}
			}
		case "json":
			if before == "sh" {
				all[len(all)-1].result, all[len(all)-1].at = body, [2]int{m[4], m[5]}
			}
		}
		before = lang
	}
	return all
}

// runLines are the command lines of the steps of a workflow.
func runLines(workflow string) []string {
	var all []string
	block := -1 // how far the run: of a block with a bar is indented
	for line := range strings.Lines(workflow) {
		text := strings.TrimSpace(line)
		indent := strings.Index(line, text)
		command, found := strings.CutPrefix(strings.TrimPrefix(text, "- "), "run: ")
		switch {
		case found && command == "|":
			block = indent
		case found:
			all, block = append(all, command), -1
		case block >= 0 && indent > block:
			all = append(all, text)
		default:
			block = -1
		}
	}
	return all
}

func exampleOn(line string) []example {
	line = strings.TrimSpace(line)
	if line == "" || strings.HasPrefix(line, "#") {
		return nil
	}
	x := example{line: line}
	if m := exitMark.FindStringSubmatch(line); m != nil {
		x.code, _ = strconv.Atoi(m[1]) // digits
		x.line = strings.TrimSuffix(line, m[0])
	}
	x.online = strings.HasPrefix(x.line, "zdg verify") && !strings.Contains(x.line, "--practice") ||
		strings.HasPrefix(x.line, "zdg check") && !strings.Contains(x.line, "--offline") && !strings.Contains(x.line, "--list")
	return []example{x}
}

// examplesFolder is where the commands of one page run, one after the other.
type examplesFolder struct {
	dir, account string
	secret       string // for the environment, where a job has it
	env          []string
}

func newExamplesFolder(t *testing.T) *examplesFolder {
	t.Helper()
	options := practice.Prepared("http://127.0.0.1:18573/callback")
	account := &playground{Account: practice.New(options)}
	account.prepared = account.Client()
	tenants := practice.NewTenants(account.Account)
	if err := account.Convert(account.prepared.Identifier); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(tenants)
	t.Cleanup(server.Close)
	if err := tenants.SetURL(server.URL); err != nil {
		t.Fatal(err)
	}
	draft := account.draft().
		With(checklist.FieldLogoFile, "logo.png").
		With(checklist.FieldScopes, "tickets:read").
		With(checklist.FieldStored, "yes").
		With(checklist.FieldKeptURLsWhy, "our CLI listens there")
	e := &examplesFolder{dir: t.TempDir(), account: server.URL}
	for name, text := range map[string][]byte{
		store.FileName: store.Write(draft),
		"logo.png":     account.prepared.Logo,
		"secret.txt":   []byte(account.Client().Secret),
		"answer.json":  []byte(`{"error":"invalid_grant","error_description":"The provided access grant is invalid, expired, or revoked."}`),
		"clients.json": []byte(`{"clients":[{"id":1,"identifier":"zdg-acme-sync","name":"Acme Sync","kind":"confidential"}]}`),
	} {
		if err := os.WriteFile(filepath.Join(e.dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e.secret = secretEnv + "=" + account.Client().Secret
	e.env = append(environment(e.dir), "GITHUB_STEP_SUMMARY="+filepath.Join(e.dir, "summary.md"))
	return e
}

// run runs a command as it stands in the page and returns its standard output.
func (e *examplesFolder) run(t *testing.T, x example) string {
	t.Helper()
	line := x.line
	if strings.HasPrefix(line, "zdg test") && !strings.Contains(line, "--practice") {
		t.Fatalf("%s: a test asks no real account: say in notRun why it is not run", line)
	}
	env := e.env
	if x.online {
		for _, command := range []string{"zdg check", "zdg verify"} {
			line = strings.Replace(line, command, command+" --account-url "+e.account, 1)
		}
		env = append(slices.Clone(env), e.secret)
	}
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir, cmd.Env = e.dir, env
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != x.code {
		t.Errorf("%s: exit code %d, the page says %d\n%s%s", line, got, x.code, said.String(), out.String())
	}
	return out.String()
}
