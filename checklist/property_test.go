package checklist

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zdg/checklist/explain"
)

// fragments are values that people and servers send: right, wrong and hostile.
var fragments = []string{
	"", "yes", "no", "requested", "several", "one", "support", "sell", "servers", "shipped", "confidential", "public", "private",
	"d3v-acme", "dev-acme", "d3v_acme", "d3v-d3v-a", "https://d3v-acme.zendesk.com/agent", "zdg-acme", "zdg_acme", "Zdg-A", "zdg-zdg-a", "50789", "zdg-",
	"read", "tickets:read", "read write", "a,b", "tickets.read", "http://localhost:8080/cb", "https://a.example/cb\nhttps://a.example/cb/", "urn:ietf:wg:oauth:2.0:oob",
	"2026-11-01", "0000-00-00", "12345", "logo.png", "ada@acme.example", "\x1b[31mred\x1b[0m", "\u202eevil", "<script>alert(1)</script>", "[x](javascript:alert(1))",
	"\xff\xfe", strings.Repeat("long ", 500), "`code` | **bold** & <b>", "語語語語", "number", "string", "null", "missing", "admin", "agent", "dead", "alive", "scope", "role",
	"invalid_grant", "invalid_client", "invalid_scope", "access_denied", "stopped before", "pasted", "current", "id",
}

type random struct{ *rand.Rand }

func (r random) scrap() string   { return fragments[r.IntN(len(fragments))] }
func (r random) lines() []string { return strings.Fields(r.scrap() + " " + r.scrap()) }
func (r random) often() bool     { return r.IntN(4) > 0 }
func (r random) time() time.Time { return noon.Add(time.Duration(r.Int64N(1e17)) - 1e16) }

func (r random) draft() Draft {
	var d Draft
	if r.often() {
		d = sampleDraft()
	}
	for _, i := range Fields() {
		if r.IntN(3) == 0 {
			d = d.With(i.Field, r.scrap())
		}
	}
	return d
}

func (r random) lifetime() Lifetime { return Lifetime{r.Int64() >> r.IntN(64), r.scrap(), r.scrap()} }

func (r random) evidence(d Draft) Evidence {
	e := sampleEvidence(d)
	for _, id := range StepIDs() {
		s, _ := e.Step(id)
		if r.IntN(4) == 0 {
			s.NotRun = r.scrap()
		}
		if r.IntN(4) == 0 {
			s.Seen = &explain.Seen{Where: explain.Where(r.IntN(6)), Status: r.IntN(600), Error: r.scrap(), Text: r.scrap(), Age: time.Duration(r.Int64())}
		}
		if r.IntN(4) == 0 {
			s.Of.RedirectURL, s.Of.Scopes = r.scrap(), r.scrap()
		}
		s.Facts, s.At = []Fact{{r.scrap(), r.scrap()}}, r.time()
		e = e.WithStep(s)
	}
	e.Credentials = &Credentials{CredentialsAnswer(r.scrap()), r.often()}
	e.Person = &Person{r.Int64N(3), r.scrap(), r.scrap(), r.often(), !r.often()}
	e.Token.Type, e.Token.Granted, e.Token.CurrentScopes = r.scrap(), r.lines(), r.lines()
	e.Token.ExpiresIn, e.Token.RefreshExpiresIn, e.Token.CodeAge = r.lifetime(), r.lifetime(), time.Duration(r.Int64())
	e.Record.Name, e.Record.Kind, e.Record.RedirectURLs, e.Record.LogoURL, e.Record.Global = r.scrap(), r.scrap(), r.lines(), r.scrap(), !r.often()
	e.Scopes = []ScopeProbe{{r.scrap(), r.scrap(), r.IntN(600), r.scrap(), r.scrap(), r.scrap(), nil, r.often()}, {Status: r.IntN(600)}}
	e.Refresh.OldAccess, e.Refresh.ExpiresIn = Alive(r.scrap()), r.lifetime()
	e.Revoke = &Revoke{r.IntN(600), r.scrap(), r.often(), Alive(r.scrap()), Alive(r.scrap()), r.IntN(5), r.IntN(3), r.IntN(2), []UnseenIn{UnseenIn(r.scrap())}, r.time(), r.time()}
	e.Logo = &Logo{r.scrap(), r.scrap(), r.IntN(3), r.IntN(3), 1, r.scrap()}
	e.Outcome = Outcome(r.scrap())
	for _, drop := range []func(){
		func() { e.Credentials = nil }, func() { e.Person = nil }, func() { e.Token = nil }, func() { e.Record = nil },
		func() { e.Scopes = nil }, func() { e.Refresh = nil }, func() { e.Revoke = nil }, func() { e.Logo = nil }, func() { e.Steps = nil },
	} {
		if !r.often() {
			drop()
		}
	}
	return e
}

// TestRandomDraftsAndEvidence: whatever was typed and whatever came, nothing panics, each finding is
// complete, and reports are fit to show.
func TestRandomDraftsAndEvidence(t *testing.T) {
	known := map[Verdict]bool{}
	for _, v := range Verdicts() {
		known[v] = true
	}
	for seed := range uint64(120) {
		r := random{rand.New(rand.NewPCG(seed, 1))}
		d := r.draft()
		e := r.evidence(d)
		if r.IntN(3) == 0 {
			d = r.draft() // edited since it was measured
		}
		results := Judge(d, e)
		for _, res := range results {
			if !known[res.Verdict] {
				t.Fatalf("seed %d: %s: verdict %q", seed, res.ID, res.Verdict)
			}
			checkFinding(t, res)
		}
		for _, s := range Steps(d, e) {
			if s.Summary == "" || strings.ContainsAny(s.Summary, "\n\x1b") || utf8.RuneCountInString(s.Summary) > summaryMax {
				t.Fatalf("seed %d: %s: summary %q", seed, s.ID, s.Summary)
			}
		}
		rep := NewReport(d, e, Context{Now: r.time(), Tool: "zdg test", Practice: r.often()})
		for _, format := range []string{"text", "sheet", "md", "html", "json"} {
			checkOutput(t, fmt.Sprintf("seed %d, %s", seed, format), rendered(rep, format))
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// checkOutput checks what is true of every report: no control or bidi characters, and no markup
// from outside.
func checkOutput(t *testing.T, name, out string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Errorf("%s: not UTF-8", name)
	}
	if strings.ContainsAny(out, "\x1b\u202e\r\x00") {
		t.Errorf("%s: holds control characters", name)
	}
	fence := "" // the one that is open, inside of which text is shown as it is
	for line := range strings.Lines(out) {
		switch ticks := strings.TrimSuffix(line, "text\n"); {
		case fence == "" && ticks != line && len(ticks) >= 3 && strings.Trim(ticks, "`") == "":
			fence = ticks + "\n"
		case line == fence:
			fence = ""
		}
		if fence != "" && strings.HasSuffix(name, "md") {
			if strings.TrimLeft(line, " ") != line && strings.HasPrefix(strings.TrimLeft(line, " "), strings.TrimSuffix(fence, "\n")) {
				t.Errorf("%s: what stands in a fence closes it: %s", name, line)
			}
			continue
		}
		if strings.HasSuffix(name, "md") && strings.HasPrefix(line, "    ") || !strings.HasSuffix(name, "md") && !strings.HasSuffix(name, "html") {
			continue // a block of code, or a format without markup
		}
		if line = strings.ReplaceAll(line, `\<`, ""); strings.Contains(line, "<script") || strings.HasSuffix(name, "md") && strings.Contains(line, "[x](") {
			t.Errorf("%s: holds somebody's markup: %s", name, line)
		}
	}
}
