package measure

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// tap is a handler that keeps every request and its answer.
type tap struct {
	handler http.Handler
	mu      sync.Mutex
	log     []tapped
}

type tapped struct {
	request *http.Request
	body    map[string]any
	answer  map[string]any
}

func (p *tap) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(raw))
	in := tapped{request: r.Clone(context.Background())}
	_ = json.Unmarshal(raw, &in.body)
	rec := httptest.NewRecorder()
	p.handler.ServeHTTP(rec, r)
	_ = json.Unmarshal(rec.Body.Bytes(), &in.answer)
	p.mu.Lock()
	p.log = append(p.log, in)
	p.mu.Unlock()
	rec.Header().Set("Set-Cookie", "planted=cookie; Path=/")
	maps.Copy(w.Header(), rec.Header())
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
}

// TestCarefulClient checks every request of a whole test, and looks for every secret in all that
// the test tells.
func TestCarefulClient(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	p := &tap{handler: s.Account}
	server := httptest.NewServer(p)
	defer server.Close()
	s.SetURL(server.URL)
	callback := s.plan.Client.Redirect.String()
	plan := planFor(t, server.URL, s.Account.Client(), callback)
	plan.ProveRotation = true
	var authorize, redirect string
	plan.Answer = func(ctx context.Context, u string) (string, error) {
		to, err := s.approve(true)(ctx, u)
		authorize, redirect = u, to
		return to, err
	}
	e := Run(t.Context(), plan, s.notes.tell)
	if e.Outcome != checklist.OutcomePassed {
		t.Fatal(story(e))
	}

	asked, _ := url.Parse(authorize)
	came, _ := url.Parse(redirect)
	q := asked.Query()
	if q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || len(q.Get("state")) != 43 ||
		q.Get("response_type") != "code" || strings.Contains(asked.RawQuery, "+") {
		t.Errorf("authorize URL %s", authorize)
	}
	secrets := []string{plan.Secret.Reveal(), came.Query().Get("code")}
	exchanges := 0
	for _, in := range p.log {
		r := in.request
		if len(r.Cookies()) > 0 {
			t.Errorf("%s %s carries a cookie", r.Method, r.URL)
		}
		for _, key := range []string{"code_verifier", "refresh_token"} {
			if v, ok := in.body[key].(string); ok {
				secrets = append(secrets, v)
			}
		}
		for _, key := range []string{"access_token", "refresh_token"} {
			if v, ok := in.answer[key].(string); ok {
				secrets = append(secrets, v)
			}
		}
		if r.Method == http.MethodPost && r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("the token request is %s", r.Header.Get("Content-Type"))
		}
		_, scoped := in.body["scope"]
		switch in.body["grant_type"] {
		case "authorization_code":
			if in.body["code"] != came.Query().Get("code") {
				continue // the probe
			}
			exchanges++
			if !scoped || in.body["expires_in"] != 600.0 || in.body["refresh_token_expires_in"] != 691200.0 || in.body["client_secret"] == nil {
				t.Errorf("exchange %v", in.body)
			}
		case "refresh_token":
			if scoped || in.body["expires_in"] != 600.0 || in.body["client_id"] == nil || in.body["client_secret"] == nil {
				t.Errorf("refresh %v", in.body)
			}
		}
	}
	if exchanges != 1 {
		t.Errorf("the code was sent %d times", exchanges)
	}
	told := fmt.Sprintf("%+v\n%#v\n%v\n", e, e, s.notes.all)
	traffic := 0
	for _, n := range s.notes.all {
		told += fmt.Sprintf("%+v\n%#v\n", n, n)
		if j, err := json.Marshal(n); err == nil {
			told += string(j)
		}
		if n, ok := n.(Traffic); ok {
			traffic++
			told += n.Exchange.Curl()
		}
	}
	if traffic != len(p.log) {
		t.Errorf("%d requests were told, %d were made", traffic, len(p.log))
	}
	for _, secret := range secrets {
		if len(secret) < 16 {
			t.Fatalf("no secret: %q", secret)
		}
		if strings.Contains(told, secret) {
			t.Errorf("a secret is in what was told: …%s", secret[len(secret)-6:])
		}
		for _, in := range p.log {
			if strings.Contains(in.request.URL.String(), secret) {
				t.Errorf("a secret is in the address %s", in.request.URL.Path)
			}
		}
	}
}

// TestStandIn: a server that has only the paths of OAuth, users/me and
// tokens/current passes; the other steps say why they were not made.
func TestStandIn(t *testing.T) {
	for _, status := range []int{404, 405, 501} {
		s := newStage(t, zendesk.Confidential, nil)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch strings.TrimSuffix(r.URL.Path, ".json") {
			case zendesk.AuthorizePath, zendesk.TokenPath, "/api/v2/users/me", "/api/v2/oauth/tokens/current":
				s.Account.ServeHTTP(w, r)
			default:
				http.Error(w, "no such page", status)
			}
		}))
		defer server.Close()
		plan := planFor(t, server.URL, s.Account.Client(), s.plan.Client.Redirect.String())
		plan.Answer = s.approve(true)
		e := Run(t.Context(), plan, nil)
		if e.Outcome != checklist.OutcomePassed || s.lives() != 0 {
			t.Errorf("%d:\n%s", status, story(e))
		}
		for _, step := range e.Steps {
			missing := step.ID == checklist.StepReach || step.ID == checklist.StepRecord
			if missing != (step.NotRun != "") || step.Seen != nil {
				t.Errorf("%d: %s %+v", status, step.ID, step)
			}
		}
		if len(e.Scopes) != 1 || e.Scopes[0].NotRun == "" {
			t.Errorf("%d: %+v", status, e.Scopes)
		}
	}
}
