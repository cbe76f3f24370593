package main

import (
	"strings"
	"testing"
)

// TestCheckAsksTheAccountSparingly checks twice: the second time the account is
// not asked whether it is there, and without the secret what was proven stays.
func TestCheckAsksTheAccountSparingly(t *testing.T) {
	d := openStandIn(t, nil)
	only := []string{"--only", "account-reachable", "--only", "credentials-accepted"}
	first := newUnattended(t, append(append([]string{"check"}, d.args()...), only...)...)
	first.giveSecret("env", d.Client().Secret)
	if code := first.run(); code != exitOK || !strings.Contains(first.out.String(), "2 checks: 2 pass") {
		t.Fatalf("exit code %d\n%s%s", code, first.out.String(), first.err.String())
	}
	d.server.Close()
	again := newUnattended(t, append(append([]string{"check"}, d.args()...), only...)...)
	again.sharesState(first)
	if code := again.run(); code != exitOK || !strings.Contains(again.out.String(), "2 checks: 2 pass") {
		t.Errorf("exit code %d\n%s%s", code, again.out.String(), again.err.String())
	}
}

// TestCheckSaysWhatItDidNotCheck where no secret was given.
func TestCheckSaysWhatItDidNotCheck(t *testing.T) {
	d := openStandIn(t, nil)
	u := newUnattended(t, append([]string{"check", "--only", "account-reachable", "--only", "credentials-accepted"}, d.args()...)...)
	if code := u.run(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{"✓ account answers", "no secret was given: use " + secretEnv + ", --secret-file or --secret-stdin", "2 checks: 1 pass, 1 not checked"} {
		if !strings.Contains(u.out.String(), want) {
			t.Errorf("%q is missing:\n%s", want, u.out.String())
		}
	}
}

// TestCheckRefusesARecordOfAnotherAccount, and names both; what was pasted of the right one is not
// called measured.
func TestCheckRefusesARecordOfAnotherAccount(t *testing.T) {
	const record = `{"clients":[{"identifier":"zdg-acme","name":"Acme","kind":"confidential","redirect_uri":["https://app.acme.com/cb"]}]}`
	args := []string{"check", "--offline", "--record", "record", "--subdomain", "d3v-acme", "--identifier", "zdg-acme"}
	for address, want := range map[string]int{"https://d3v-other.zendesk.com": exitUsage, "https://d3v-acme.zendesk.com": exitFailed} {
		s := newFolder(t)
		s.put("record", "$ curl "+address+"/api/v2/oauth/clients.json\n"+record)
		code, out, said := s.run(args...)
		if code != want {
			t.Errorf("%s: exit code %d: %s", address, code, said)
		}
		if want == exitUsage && (!strings.Contains(said, "d3v-other.zendesk.com") || !strings.Contains(said, "d3v-acme.zendesk.com")) {
			t.Errorf("not both are named: %s", said)
		}
		if want != exitUsage && (!strings.Contains(out, "saved was read") || strings.Contains(out, "measured just now")) {
			t.Errorf("that it was read, and not measured, is not said:\n%s", out)
		}
	}
}
