package rehearse

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// mistake is something that a sample does wrong, with the results that it must have.
type mistake struct {
	name string // of a sample that is not in Go after its language
	want string // scenario=verdict, separated by spaces
}

// mistakes are what the samples can do wrong, each with the scenarios that have to find it, and with which verdict; no other
// scenario may. Those of the sample in Go try every scenario; the others are what happens in their languages alone.
var mistakes = []mistake{
	{"hard-coded-authorize", "connect-leads=fail"},
	{"breaks-on-connect", "connect-leads=fail"},
	{"numeric-id", "connect-request=fail"},
	{"other-redirect", "connect-redirect=fail"},
	{"more-scopes", "connect-scopes=fail"},
	{"no-state", "connect-state=fail"},
	{"same-state", "connect-state=fail"},
	{"counted-state", "connect-state=fail"},
	{"no-pkce", "connect-pkce=warn"},
	{"plain-pkce", "connect-pkce=fail"},
	{"secret-in-address", "connect-no-secret=fail"},
	{"verifier-on-the-way", "connect-no-secret=fail"},
	{"verifier-in-state", "connect-no-secret=fail"},
	{"token-in-redirect", "connect-no-secret=fail"},
	{"hard-coded-token", "exchange-account=fail"},
	{"token-of-the-first", "exchange-account=fail"},
	{"exchange-as-text", "exchange-account=fail"},
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
	{"fails-while-refreshing", "refresh-once=fail"},
	{"memory-only", "refresh-restart=fail"},
	{"saves-with-connect", "refresh-restart=fail"},
	{"drops-for-client", "refresh-invalid-client=fail"},
	{"silent-about-lost", "refresh-invalid-grant=fail"},
	{"refreshes-in-a-loop", "refresh-invalid-grant=fail"},
	{"one-row", "customers-apart=fail"},
	{"api-of-the-first", "customers-apart=fail"},
	{"one-flow", "customers-two-flows=fail"},
	{"no-validation", "hostile-name=fail"},
	{"matches-lines", "hostile-name=fail"},
	{"breaks-on-addresses", "hostile-spelling=fail"},
	{"state-carries-account", "hostile-state=fail"},
	{"follows-redirects", "exchange-redirected=fail"},
	{"hasty", "exchange-slow=fail"},
	{"retries-exchange", "exchange-unavailable=fail"},
	{"retries-later", "exchange-unavailable=fail"},
	{"style-left-open", "exchange-unavailable=fail limit-token=fail"}, // x/oauth2 sends a refused request again in the other style
	{"no-revoke", "disconnect-revokes=fail"},
	{"keeps-after-disconnect", "disconnect-forgets=fail"},
	{"ignores-429", "limit-api=fail"},
	{"retries-refresh", "limit-token=fail"},
	{"prints-token", "output-clean=fail"},
	{"prints-base64", "output-clean=fail"},
	{"prints-callback", "output-clean=warn"},

	// What is done in another way, and is right: nothing may be found.
	{"cleans-names", ""},
	{"style-basic", ""},
	{"lost-later", ""},
	{"answers-first", ""},
	{"answers-first+one-worker", ""}, // two connections at a time take longer than one
	{"refuses-elsewhere", ""},

	// The same mistakes where the work is done in a job.
	{"answers-first+state-unchecked", "callback-foreign-state=fail"},
	{"answers-first+state-reusable", "callback-replayed=fail"},
	{"answers-first+no-lock", "refresh-once=fail"},
	{"answers-first+ignores-429", "limit-api=fail"},
	{"answers-first+keeps-after-disconnect", "disconnect-forgets=fail"},

	// Async code and JavaScript's values.
	{"node/unhandled-denial", "callback-denied=fail"}, // a rejection that nobody handles ends the process
	{"node/await-before-lock", "refresh-once=fail"},
	{"node/state-in-module", "callback-other-browser=fail customers-two-flows=warn"},
	{"node/flow-in-module", "customers-two-flows=fail"},
	{"node/token-in-module", "customers-apart=fail"},
	{"node/no-number", "lifetime-missing=warn lifetime-null=fail lifetime-text=warn"}, // the end is NaN, is now, and is two numbers joined as text
	{"node/fetch-follows", "exchange-redirected=fail"},
	{"node/parse-in-handler", "exchange-redirected=fail exchange-unavailable=fail limit-token=fail"}, // where the answer is no JSON
	{"node/prints-error", "output-clean=fail"},
	{"node/name-by-url", "hostile-name=fail"},
	{"node/no-margin", "lifetime-missing=warn lifetime-null=warn"}, // right when expires_in is told; it does not refresh after a 401

	// Threads, None and what Python's modules do.
	{"python/adds-none", "lifetime-missing=fail lifetime-null=fail lifetime-text=fail"},
	{"python/none-is-zero", "lifetime-missing=fail lifetime-null=fail"},
	{"python/token-in-module", "customers-apart=fail"},
	{"python/state-in-class", "callback-other-browser=fail customers-two-flows=warn"},
	{"python/posts-again", "exchange-redirected=fail"},
	{"python/lock-of-each-call", "refresh-once=fail"},
	{"python/no-second-look", "refresh-once=fail"},
	{"python/code-of-none", "callback-denied=fail"},
	{"python/debug-level", "output-clean=fail"},
	{"python/saved-at-exit", "refresh-restart=fail"}, // a server that is ended by a signal runs nothing at exit
	{"python/match", "hostile-name=fail"},
}

// toldWith holds words that the result for a mistake must contain: its cause, where the verdict could have several.
var toldWith = map[string]string{
	"exchange-as-text":  `the exchange came with the Content-Type "text/plain`,
	"token-in-redirect": "the callback sends the browser to",
	"prints-base64":     ", in base64",
	"hard-coded-token":  "d3v-acme.zendesk.com instead",
}

// TestMistakes: each mistake is found by its scenario and by no other one. Each takes seconds, so all of them are tried in
// .ci/run only, and every eighth elsewhere.
func TestMistakes(t *testing.T) {
	t.Parallel()
	tried := map[string]bool{} // scenarios that find a mistake
	cases := map[string]mistake{}
	for i, m := range mistakes {
		if os.Getenv("ZDG_REQUIRE_TOOLS") != "" || i%8 == 0 {
			cases[m.name] = m
		}
		for w := range strings.FieldsSeq(m.want) {
			id, _, _ := strings.Cut(w, "=")
			tried[id] = true
		}
	}
	inParallel(t, cases, func(t *testing.T, _ string, m mistake) {
		language, name, other := strings.Cut(m.name, "/")
		if !other {
			language, name = "go", m.name
		}
		m.try(t, samples[language](t), name)
	})
	for _, s := range Scenarios() {
		if !tried[s.ID] && !isQuestion(s) {
			t.Errorf("no mistake is found by %s", s.ID)
		}
	}
}

// try runs a sample with a mistake through everything.
func (m mistake) try(t *testing.T, command []string, name string) {
	plan := samplePlan(t, command, name)
	if name == "hasty" { // on a busy machine an ordinary answer is not slow
		plan.pace.slow = 3 * time.Second
	}
	r := rehearse(t, plan)
	if r.err != nil {
		t.Fatal(r.err)
	}
	if len(r.Results) != len(Scenarios()) {
		t.Errorf("%d of %d scenarios have a result", len(r.Results), len(Scenarios()))
	}
	t.Logf("%d scenarios in %s, led by %s", len(r.Results), r.Took, r.Led)
	got := map[string]string{}
	for id, how := range r.bad() {
		verdict, _, _ := strings.Cut(how, ":")
		if verdict != "not-run" {
			got[id] = verdict
		}
	}
	for _, x := range r.Results {
		if x.Verdict == "not-run" && (x.BlockedBy == "" || got[x.BlockedBy] != "fail") {
			t.Errorf("%s was not run, and depends on nothing that failed: %s", x.ID, x.Seen)
		}
	}
	if words := toldWith[m.name]; !strings.Contains(strings.Join(slices.Collect(maps.Values(r.bad())), "\n"), words) {
		t.Errorf("%q is not told: %v", words, r.bad())
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
