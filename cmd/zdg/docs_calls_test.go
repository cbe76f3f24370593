package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow/practice"
)

const callsCallback = "http://127.0.0.1:18573/callback"

func callsDraft() checklist.Draft {
	account := &playground{Account: practice.New(practice.Prepared(callsCallback))}
	account.prepared = account.Client()
	return account.draft()
}

// callsPart are the reference calls with the client of the practice account.
func callsPart() string {
	var out strings.Builder
	for _, c := range checklist.Calls(callsDraft()) {
		fmt.Fprintf(&out, "\n%s: %s.\n\n```text\n%s\n```\n", checklist.Capital(strings.TrimPrefix(c.Title, "Reference: ")), c.For, c.Body)
	}
	return out.String() + "\n"
}

// TestReferenceCalls runs the calls of the page, as they stand there, against the practice
// account: the tokens come, are refreshed, and are dead after the revocation. The public
// client's come without its secret. No secret stands in a command.
func TestReferenceCalls(t *testing.T) {
	for _, tool := range []string{"sh", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("the calls are written for " + tool)
		}
	}
	var onPage []string
	for _, m := range regexp.MustCompile("(?s)```text\n(printf .*?)\n```").FindAllStringSubmatch(readPage(t, "after.md"), -1) {
		onPage = append(onPage, m[1])
	}
	var public []string
	for _, c := range checklist.Calls(callsDraft().With(checklist.FieldKind, "public")) {
		public = append(public, c.Body)
	}
	for kind, commands := range map[string][]string{practice.Confidential: onPage, practice.Public: public} {
		t.Run(kind, func(t *testing.T) { referenceCalls(t, kind, commands) })
	}
}

func referenceCalls(t *testing.T, kind string, commands []string) {
	if len(commands) != 4 {
		t.Fatalf("there are %d calls", len(commands))
	}
	options := practice.Prepared(callsCallback)
	options.Client.Kind = kind
	account := practice.New(options)
	server := httptest.NewServer(account)
	t.Cleanup(server.Close)
	account.SetURL(server.URL)

	const verifier = "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijk"
	sum := sha256.Sum256([]byte(verifier))
	asked := url.Values{
		"response_type": {"code"}, "client_id": {account.Client().Identifier}, "redirect_uri": {"https://app.acme.com/zendesk/callback"}, "scope": {"read"}, "state": {"s"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}
	back, err := account.Approve(t.Context(), server.URL+"/oauth/authorizations/new?"+asked.Encode(), "", true)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(back)
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"ZENDESK=" + server.URL, "CODE=" + u.Query().Get("code"), "CODE_VERIFIER=" + verifier}
	if kind == practice.Confidential {
		env = append(env, secretEnv+"="+account.Client().Secret)
	}
	call := func(n int) string {
		t.Helper()
		if strings.Contains(commands[n], account.Client().Secret) {
			t.Error("the secret stands in the command")
		}
		cmd := exec.Command("sh", "-c", commands[n])
		cmd.Env = append(environment(t.TempDir()), env...)
		var out, said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &said
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %s\n%s", err, said.String(), commands[n])
		}
		return strings.TrimSpace(out.String())
	}
	var tokens struct {
		Access  string `json:"access_token"`
		Refresh string `json:"refresh_token"`
		Lasts   int    `json:"expires_in"`
	}
	take := func(n int) {
		t.Helper()
		before := tokens
		answer := call(n)
		if err := json.Unmarshal([]byte(answer), &tokens); err != nil || tokens.Access == "" || tokens.Refresh == "" || tokens.Lasts != 1800 || tokens.Access == before.Access {
			t.Fatalf("call %d: %v: %s", n+1, err, answer)
		}
		env = slices.DeleteFunc(env, func(e string) bool {
			return strings.HasPrefix(e, "ACCESS_TOKEN=") || strings.HasPrefix(e, "REFRESH_TOKEN=")
		})
		env = append(env, "ACCESS_TOKEN="+tokens.Access, "REFRESH_TOKEN="+tokens.Refresh)
	}
	take(0)
	take(1)
	for _, want := range []struct {
		call   int
		answer string
	}{{3, "200"}, {2, "204"}, {3, "401"}} {
		if got := call(want.call); got != want.answer {
			t.Errorf("call %d is answered %s, want %s", want.call+1, got, want.answer)
		}
	}
}

// TestCallsAreSafeInAShell: whatever an answer holds, the shell takes it for text and runs nothing of it.
func TestCallsAreSafeInAShell(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("the calls are written for sh")
	}
	for _, odd := range []string{`$(echo owned)`, "`echo owned`", `'; echo owned; '`, `%s%d`, `a\nb\"c`, `$HOME`} {
		d := callsDraft().With(checklist.FieldIdentifier, odd)
		command := checklist.Calls(d)[1].Body
		printf, _, _ := strings.Cut(command, "|\n")
		cmd := exec.Command("sh", "-c", printf)
		cmd.Env = append(environment(t.TempDir()), "REFRESH_TOKEN=r", secretEnv+"=s")
		out, err := cmd.Output()
		var body map[string]any
		if err != nil || json.Unmarshal(out, &body) != nil || body["client_id"] != odd || body["refresh_token"] != "r" {
			t.Errorf("%s: %v: %s", odd, err, out)
		}
	}
}
