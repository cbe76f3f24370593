package rehearse

import (
	"maps"
	"os"
	"strings"
	"testing"
	"time"
)

// mistake is something that a sample does wrong.
type mistake struct {
	name string
	want string // scenario=verdict, by spaces
}

// mistakes are what the sample in Go can do wrong, each with the scenarios that have to tell, and how. Nothing else may.
var mistakes = []mistake{
	{"hard-coded-authorize", "connect-leads=fail"},
	{"numeric-id", "connect-request=fail"},
	{"other-redirect", "connect-redirect=fail"},
	{"more-scopes", "connect-scopes=fail"},
	{"no-state", "connect-state=fail"},
	{"same-state", "connect-state=fail"},
	{"counted-state", "connect-state=fail"},
	{"no-pkce", "connect-pkce=warn"},
	{"plain-pkce", "connect-pkce=fail"},
	{"secret-in-address", "connect-no-secret=fail"},
	{"hard-coded-token", "exchange-account=fail"},
	{"no-redirect-uri", "exchange-redirect=fail"},
	{"secret-twice", "exchange-secret=fail"},
	{"secret-in-token-address", "exchange-secret=fail"},
	{"no-verifier", "exchange-works=fail"},
	{"sends-code-twice", "exchange-once=fail"},
	{"no-lifetimes", "exchange-lifetimes=warn"},
	{"state-unchecked", "callback-foreign-state=fail"},
	{"state-optional", "callback-no-state=fail"},
	{"state-of-any-browser", "callback-other-browser=fail"},
	{"state-reusable", "callback-replayed=fail"},
	{"breaks-on-denial", "callback-denied=fail"},
	{"breaks-on-error", "callback-error=fail"},
	{"breaks-on-nothing", "callback-empty=fail"},
	{"ends-on-nothing", "callback-empty=fail"},
	{"no-bearer", "poke-calls=fail"},
	{"hard-coded-api", "poke-calls=fail"},
	{"hard-coded-refresh", "refresh-comes=fail"},
	{"no-headers", "headers-sent=fail"},
	{"deletes-without-headers", "headers-sent=fail"},
	{"only-200", "lifetime-201=fail"},
	{"strict-keys", "lifetime-unknown-keys=fail"},
	{"refuses-shorter", "lifetime-shorter=fail"},
	{"refuses-missing", "lifetime-missing=fail"},
	{"refuses-null", "lifetime-null=fail"},
	{"refuses-text", "lifetime-text=fail"},
	{"no-refresh", "refresh-comes=fail"},
	{"refresh-with-scope", "refresh-works=fail"},
	{"refresh-secret-twice", "refresh-secret=fail"},
	{"refresh-without-lifetimes", "refresh-lifetimes=warn"},
	{"keeps-old-refresh", "refresh-next-pair=fail"},
	{"no-lock", "refresh-once=fail"},
	{"memory-only", "refresh-restart=fail"},
	{"drops-for-client", "refresh-invalid-client=fail"},
	{"silent-about-lost", "refresh-invalid-grant=fail"},
	{"refreshes-in-a-loop", "refresh-invalid-grant=fail"},
	{"one-row", "customers-apart=fail"},
	{"one-flow", "customers-two-flows=fail"},
	{"no-validation", "hostile-name=fail"},
	{"breaks-on-addresses", "hostile-spelling=fail"},
	{"state-carries-account", "hostile-state=fail"},
	{"follows-redirects", "exchange-redirected=fail"},
	{"hasty", "exchange-slow=fail"},
	{"retries-exchange", "exchange-unavailable=fail"},
	{"style-left-open", "exchange-unavailable=fail limit-token=fail"}, // both are sent a second time by x/oauth2,
	{"no-revoke", "disconnect-revokes=fail"},
	{"keeps-after-disconnect", "disconnect-forgets=fail"},
	{"ignores-429", "limit-api=fail"},
	{"retries-refresh", "limit-token=fail"},
	{"prints-token", "output-clean=fail"},
	{"prints-callback", "output-clean=warn"},

	// What is done differently, and rightly.
	{"cleans-names", ""},
	{"style-basic", ""},
}

// TestMistakes: each mistake is told by its scenario and by no other that is not its consequence. Each takes seconds, so all
// of them are tried where nothing may be left out (.ci/run), and every third elsewhere.
func TestMistakes(t *testing.T) {
	command := builtGo(t)
	told := map[string]bool{}
	cases := map[string]mistake{}
	for i, m := range mistakes {
		if os.Getenv("ZDG_REQUIRE_TOOLS") != "" || i%3 == 0 || m.want == "" {
			cases[m.name] = m
		}
		for w := range strings.FieldsSeq(m.want) {
			id, _, _ := strings.Cut(w, "=")
			told[id] = true
		}
	}
	abreast(t, cases, func(t *testing.T, _ string, m mistake) { m.try(t, command) })
	for _, s := range Scenarios() {
		if !told[s.ID] && !asks(s) {
			t.Errorf("no mistake is told by %s", s.ID)
		}
	}
}

// try runs the sample with the mistake through everything.
func (m mistake) try(t *testing.T, command []string) {
	plan := sample(t, command, m.name)
	if m.name == "hasty" { // on a busy machine an ordinary answer is not slow
		plan.pace.slow = 3 * time.Second
	}
	r := rehearse(t, plan)
	if r.err != nil {
		t.Fatal(r.err)
	}
	if len(r.Results) != len(Scenarios()) {
		t.Errorf("%d of %d scenarios have a result", len(r.Results), len(Scenarios()))
	}
	got := map[string]string{}
	for id, how := range r.bad() {
		verdict, _, _ := strings.Cut(how, ":")
		if verdict != "not-run" {
			got[id] = verdict
		}
	}
	for _, x := range r.Results {
		if x.Verdict == "not-run" && (x.Hangs == "" || got[x.Hangs] != "fail") {
			t.Errorf("%s was not run, and hangs on nothing that failed: %s", x.ID, x.Seen)
		}
	}
	want := map[string]string{}
	for w := range strings.FieldsSeq(m.want) {
		id, verdict, _ := strings.Cut(w, "=")
		want[id] = verdict
	}
	if !maps.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
		for id, how := range r.bad() {
			t.Logf("%s %s", id, how)
		}
	}
}
