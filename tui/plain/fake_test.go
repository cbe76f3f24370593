package plain

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// planted is the secret that must never come out.
const planted = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab9999"

const authorizeURL = "https://d3v-acme.zendesk.com/oauth/authorizations/new?client_id=zdg-acme&response_type=code&state=s1&code_challenge=c1&code_challenge_method=S256&redirect_uri=http%3A%2F%2F127.0.0.1%3A18573%2Fcallback&scope=tickets%3Aread+users%3Aread"

// noon is when everything in these tests happens.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// fake answers effects as a runner would, without an account.
type fake struct {
	hangs bool // the test waits for no browser, and ends when it is stopped
	early bool // identifier and secret are refused, before the browser
	known zendesk.Secret
	vault bool // as in practice, a secret that is taken back leaves the prepared one

	mu      sync.Mutex
	saved   []checklist.Draft
	kept    []checklist.Evidence
	opened  []string
	secrets []string
	pasted  []string       // records
	showed  []explain.Seen // what ended the wait
	unsaved bool           // nothing can be saved
	slow    chan struct{}  // closed: saving goes on; nil: it is fast
	stop    chan struct{}
	come    chan string // what comes back: "allow", "deny", or pasted text
}

// Misplaced compares answers with the secret that the runner holds.
func (f *fake) Misplaced(d checklist.Draft) []checklist.Field { return checklist.Misplaced(d, f.known) }

// Run carries an effect out.
func (f *fake) Run(ctx context.Context, e flow.Effect, tell func(flow.Event)) {
	if _, save := e.(flow.Save); save && f.slow != nil {
		<-f.slow
	}
	f.mu.Lock()
	unlock := sync.OnceFunc(f.mu.Unlock)
	defer unlock()
	switch e := e.(type) {
	case flow.Save:
		if f.unsaved {
			tell(flow.Failed{What: "zdg.toml could not be written: the disk is full"})
			return
		}
		f.saved = append(f.saved, e.Draft)
		tell(flow.Saved(e))
	case flow.Keep:
		f.kept = append(f.kept, e.Evidence)
	case flow.KeepSecret:
		switch {
		case !e.Secret.IsZero():
			f.secrets = append(f.secrets, e.Secret.Reveal())
			tell(flow.SecretKept{})
		case f.vault:
			tell(flow.SecretKept{From: "the practice vault"})
		default:
			tell(flow.SecretDropped{})
		}
	case flow.Inspect:
		tell(flow.Inspected{Logo: checklist.Logo{Path: e.Path, Format: "PNG", Width: 128, Height: 128, Bytes: 4096}})
	case flow.Unregister:
		tell(recordRead(e.Draft, e.RedirectURLs))
	case flow.Deliver:
		if !strings.HasPrefix(e.Text, "http") {
			tell(flow.PasteRefused{Try: 1, Why: "this is no address: paste the whole address that the browser ended on"})
			return
		}
		f.come <- "allow"
	case flow.Show:
		f.showed = append(f.showed, e.Seen)
		f.come <- "deny"
	case flow.ReadRecord:
		f.pasted = append(f.pasted, e.Text)
		if strings.Contains(e.Text, "<html>") {
			tell(flow.Failed{What: "the record: what was pasted is not the JSON of OAuth clients"})
			return
		}
		tell(recordRead(e.Draft, e.Draft.Lines(checklist.FieldRedirectURLs)))
	case flow.ReadRehearsal:
		tell(flow.RehearsalRead{Again: e.Again})
	case flow.Consent:
		f.come <- map[bool]string{true: "allow", false: "deny"}[e.Allow]
	case flow.Stop:
		f.stop <- struct{}{}
	case flow.Open:
		f.opened = append(f.opened, e.URL)
	case flow.Measure:
		unlock()
		f.measure(ctx, e, tell)
	}
}

// recordRead is the client as Zendesk has saved it: the draft's, with these URLs.
func recordRead(d checklist.Draft, redirectURLs []string) flow.RecordRead {
	return flow.RecordRead{
		Record: checklist.Record{
			At: noon, How: "pasted", ID: 7, Identifier: "zdg-acme", Kind: "confidential", Name: "Acme Sync", Description: "Syncs tickets with Acme CRM",
			Company: "Acme Inc.", LogoURL: "https://d3v-acme.zendesk.com/logo.png", RedirectURLs: redirectURLs,
		},
		Step: checklist.Step{ID: checklist.StepRecord, Of: checklist.SubjectOf(d, ""), At: noon},
	}
}

func (f *fake) measure(ctx context.Context, e flow.Measure, tell func(flow.Event)) {
	of := checklist.SubjectOf(e.Draft, "")
	made := checklist.Evidence{}
	at := noon.Add(time.Duration(e.Try) * time.Minute)
	step := func(id checklist.StepID, seen *explain.Seen) {
		made = made.WithStep(checklist.Step{ID: id, Of: of, At: at, Took: time.Second, Seen: seen})
		tell(flow.Measured{Try: e.Try, Evidence: made})
	}
	end := func(o checklist.Outcome) {
		made.Outcome = o
		tell(flow.Ended{Try: e.Try, At: at, Evidence: made})
	}
	if f.early {
		step(checklist.StepReach, nil)
		made.Credentials = &checklist.Credentials{Answer: checklist.AnswerRefused}
		step(checklist.StepCredentials, &explain.Seen{Where: explain.TokenEndpoint, Status: 401, Error: "invalid_client"})
		end(checklist.OutcomeFailed)
		return
	}
	tell(flow.Exchanged{Try: e.Try, Exchange: flow.Exchange{
		Step: checklist.StepReach, Title: "GET https://d3v-acme.zendesk.com/api/v2/users/me.json  200",
		Detail: "> GET https://d3v-acme.zendesk.com/api/v2/users/me.json\nAccept: application/json\n\n< 200, after 12ms\nServer: \x1b[31mred\n",
		Curl:   "curl -sS -X GET \\\n  'https://d3v-acme.zendesk.com/api/v2/users/me.json'\n",
	}})
	step(checklist.StepReach, nil)
	made.Credentials = &checklist.Credentials{Answer: checklist.AnswerAccepted, SecretProven: true}
	step(checklist.StepCredentials, nil)
	step(checklist.StepListen, nil)
	if f.hangs {
		select {
		case <-f.stop:
		case <-ctx.Done():
		}
		end(checklist.OutcomeCancelled)
		return
	}
	tell(flow.Awaits{Try: e.Try, Wait: &flow.Wait{
		AuthorizeURL: authorizeURL, StartURL: "http://127.0.0.1:18573/start", Listening: "127.0.0.1:18573",
		Since: noon, Deadline: noon.Add(5 * time.Minute), Hints: []string{"Over SSH: forward the port 18573."},
	}})
	select {
	case came := <-f.come:
		tell(flow.Awaits{Try: e.Try})
		if came == "deny" {
			step(checklist.StepAuthorize, &explain.Seen{Where: explain.Callback, Error: "access_denied", Text: "The end-user denied"})
			end(checklist.OutcomeDenied)
			return
		}
	case <-f.stop:
		end(checklist.OutcomeCancelled)
		return
	case <-ctx.Done():
		end(checklist.OutcomeCancelled)
		return
	}
	made.Token = &checklist.Token{
		Type: "bearer", Asked: []string{"tickets:read", "users:read"}, Granted: []string{"tickets:read", "users:read"}, HasRefresh: true,
		ExpiresIn: checklist.Lifetime{Seconds: 600, Form: "number"}, RefreshExpiresIn: checklist.Lifetime{Seconds: 691200, Form: "number"},
		AskedExpiresIn: 600, AskedRefresh: 691200, IssuedAt: at, CurrentScopes: []string{"tickets:read", "users:read"}, ID: 7,
	}
	made.Person = &checklist.Person{ID: 9, Name: "Ada\x1b[31m Example", Role: "admin"}
	made.Refresh = &checklist.Refresh{New: checklist.StillAlive, OldAccess: checklist.Dead, HasNewRefresh: true, ExpiresIn: made.Token.ExpiresIn, RefreshExpires: made.Token.RefreshExpiresIn}
	made.Revoke = &checklist.Revoke{Status: 204, By: "current", Access: checklist.Dead, Refresh: checklist.Dead, Issued: 4}
	for _, id := range []checklist.StepID{
		checklist.StepAuthorize, checklist.StepExchange, checklist.StepIdentity, checklist.StepToken,
		checklist.StepRefresh, checklist.StepRevoke,
	} {
		step(id, nil)
	}
	end(checklist.OutcomePassed)
}

// full is a draft with every answer that a run needs.
func full() checklist.Draft {
	var d checklist.Draft
	for f, typed := range map[checklist.Field]string{
		checklist.FieldCustomers: "several", checklist.FieldProduct: "support", checklist.FieldBot: "no", checklist.FieldSecretLives: "servers",
		checklist.FieldSubdomain: "d3v-acme", checklist.FieldSponsored: "yes", checklist.FieldOrganization: "yes", checklist.FieldOrganizationID: "12345",
		checklist.FieldClientExists: "no", checklist.FieldName: "Acme Sync", checklist.FieldDescription: "Syncs tickets with Acme CRM", checklist.FieldCompany: "Acme Inc.", checklist.FieldLogoFile: "logo.png",
		checklist.FieldIdentifier: "zdg-acme", checklist.FieldKind: "confidential",
		checklist.FieldRedirectURLs: "https://app.acme.com/callback\nhttp://127.0.0.1:18573/callback", checklist.FieldScopes: "tickets:read\nusers:read",
		checklist.FieldTestRedirect: "http://127.0.0.1:18573/callback",
		checklist.FieldAllowed:      "limited", checklist.FieldStored: "yes", checklist.FieldRegenerated: "no", checklist.FieldWebsite: "https://acme.com", checklist.FieldUseCase: "Copies new tickets into Acme CRM",
		checklist.FieldContactName: "Ada Example", checklist.FieldContactEmail: "ada@acme.com",
		checklist.FieldPrivacyURL: "https://acme.com/privacy", checklist.FieldTermsURL: "https://acme.com/terms",
	} {
		d = d.With(f, typed)
	}
	return d
}

// run is one dialogue and what came of it.
type run struct {
	*fake
	text  string // the transcript
	err   error
	state flow.State
	exit  flow.Exit
}

// script runs the wizard over the lines of a pipe. The bubble of synctest also
// proves that no goroutine is left.
func script(t *testing.T, s flow.State, f *fake, input ...string) (r run) {
	t.Helper()
	joined := strings.Join(append(input, ""), "\n")
	synctest.Test(t, func(t *testing.T) {
		t.Helper()
		r = drive(t, t.Context(), s, f, func(o *Options) { o.In = strings.NewReader(joined) })
	})
	return r
}

// drive runs the wizard to its end, with options that set gives, and looks at what came of it.
func drive(t *testing.T, ctx context.Context, s flow.State, f *fake, set func(*Options)) run {
	t.Helper()
	f.stop, f.come = make(chan struct{}, 9), make(chan string, 9)
	session := flow.NewSession(context.WithoutCancel(ctx), flow.Begin(s), f)
	var out guarded
	o := Options{Session: session, Out: &out, Now: func() time.Time { return noon }}
	set(&o)
	err := Run(ctx, o)
	if err := session.Close(context.WithoutCancel(ctx)); err != nil {
		t.Fatal("the session did not close:", err)
	}
	r := run{fake: f, text: out.String(), err: err, state: session.State()}
	r.exit, _ = session.Exit()
	wantPlain(t, r.text)
	return r
}

// wantPlain holds a transcript against what each of them promises: no control characters, no marks of
// the screen, no secret, no white space too much.
func wantPlain(t *testing.T, text string) {
	t.Helper()
	for i, b := range []byte(text) {
		if b < 0x20 && b != '\n' || b == 0x7f {
			t.Fatalf("byte %#x at %d: %q", b, i, text[max(0, i-40):i+1])
		}
	}
	if strings.ContainsAny(text, "│─┌┐└┘━┃╭╮╰╯✓✗○●▸") {
		t.Error("a box character or a mark of the screen")
	}
	if strings.Contains(text, planted) || strings.Contains(text, planted[:20]) {
		t.Error("the secret is in the transcript")
	}
	if strings.Contains(text, "\n\n\n") || strings.Contains(text, " \n") {
		t.Error("two blank lines, or white space at the end of one")
	}
}

// guarded is a buffer that is written while it is read.
type guarded struct {
	mu sync.Mutex
	b  strings.Builder
}

func (g *guarded) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.Write(p)
}

func (g *guarded) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.String()
}

// at is a state on a page, with a whole draft that is saved in zdg.toml.
func at(page flow.PageID) flow.State {
	return flow.State{Draft: full().With(checklist.FieldLeftAt, string(page)), File: "zdg.toml", Saved: true, SecretGiven: true}
}

// has fails the test for each of wants that a text lacks.
func has(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q in:\n%s", want, text)
		}
	}
}
