package account

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// errElsewhere guards against a mistake of our own.
var errElsewhere = errors.New("a request to an address other than the account's was held back")

// answer is what came back, bounded; the body is as it came.
type answer struct {
	op      string
	asked   explain.Asked
	where   explain.Where
	status  int
	header  http.Header
	host    string // that was asked
	body    []byte
	tooLong bool
}

// call asks the API. It waits out a Retry-After once, visibly.
func (a *Account) call(ctx context.Context, method, path string, bearer Token) (answer, error) {
	return a.ask(ctx, method, path, bearer, true)
}

// ask asks the API; keep says whether the body may be recorded. Nobody's request is not
// waited for: nothing hangs on it.
func (a *Account) ask(ctx context.Context, method, path string, bearer Token, keep bool) (answer, error) {
	for waited := bearer.IsZero(); ; waited = true {
		req, err := http.NewRequestWithContext(ctx, method, a.base.String()+path, nil)
		if err != nil {
			return answer{}, &Failure{Op: method, Seen: network(err)}
		}
		if !bearer.IsZero() {
			req.Header.Set("Authorization", "Bearer "+bearer.Reveal())
		}
		req.Header.Set("Accept", "application/json")
		for name, value := range map[string]string{
			zendesk.HeaderMarketplaceName:  a.o.Headers.Name,
			zendesk.HeaderMarketplaceOrgID: a.o.Headers.OrganizationID,
			zendesk.HeaderMarketplaceAppID: a.o.Headers.AppID,
		} {
			if value != "" {
				req.Header.Set(name, redact.Clean(value, 200))
			}
		}
		asked := explain.Asked{As: explain.Nobody}
		if !bearer.IsZero() {
			asked.As = explain.WithToken
		}
		ans, err := a.roundTrip(req, explain.API, asked, nil, keep)
		if err != nil || waited {
			return ans, err
		}
		again, err := a.wait(ctx, ans)
		if err != nil {
			f := a.failure(ans)
			f.end = context.Canceled
			return ans, f
		}
		if !again {
			return ans, nil
		}
	}
}

// wait waits for as long as an answer asks for, visibly, and reports whether to ask again:
// not when it does not ask for a wait, or for one that is too long. Its error is that the
// caller stopped it.
func (a *Account) wait(ctx context.Context, ans answer) (again bool, err error) {
	wait := ans.retryIn(a.o.Now())
	if wait <= 0 || wait > waitBound {
		return false, nil
	}
	if a.o.Waiting != nil {
		a.o.Waiting(a.o.Now().Add(wait))
	}
	return true, a.o.Sleep(ctx, wait)
}

// roundTrip sends one request and reads its answer. It goes to the transport
// directly: without an http.Client there are no redirects and no cookies. What changes
// something at the account goes over a new connection: one that was kept from before
// the person signed in may be dead, and it could not be told whether the request
// arrived.
func (a *Account) roundTrip(req *http.Request, where explain.Where, asked explain.Asked, sent []byte, keep bool) (answer, error) {
	op := req.Method + " " + req.URL.Path
	asked.Op = op
	if req.Method != http.MethodGet {
		a.dropIdle()
	}
	if req.URL.Scheme != a.base.Scheme || req.URL.Host != a.base.Host || req.Host != "" && req.Host != a.base.Host || req.URL.User != nil {
		return answer{}, &Failure{Op: op, Seen: network(errElsewhere)}
	}
	req.Header.Set("Accept-Encoding", "identity")
	req.Header.Set("User-Agent", a.o.UserAgent)
	req.Header.Del("Cookie")

	ctx, cancel := context.WithTimeout(req.Context(), a.o.Bound)
	defer cancel()
	began := a.o.Now()
	ans := answer{op: op, where: where, asked: asked, host: req.URL.Host}
	noted, way := a.follow(req.WithContext(ctx))
	resp, err := a.o.Transport.RoundTrip(req.WithContext(noted))
	if err == nil {
		ans.status, ans.header = resp.StatusCode, resp.Header
		ans.body, err = io.ReadAll(io.LimitReader(resp.Body, bodyBound+1))
		resp.Body.Close()
		if ans.tooLong = len(ans.body) > bodyBound; ans.tooLong {
			ans.body = ans.body[:bodyBound]
		}
		ans.body = bytes.TrimPrefix(ans.body, []byte("\xef\xbb\xbf")) // a parser may ignore it (RFC 8259 section 8.1)
	}
	var fail *Failure
	if why := broken(resp, err); why != "" {
		fail = &Failure{Op: op, Seen: explain.Seen{Where: where, Status: ans.status, Error: explain.BodyUnreadable, Text: why}}
	} else if err != nil {
		seen := network(err)
		seen.Text = a.clean(seen.Text)
		if ctx.Err() == context.DeadlineExceeded && req.Context().Err() == nil {
			seen.Error = explain.NetTimeout
		}
		if way.sent.Load() && !MayHaveWorked(&Failure{Seen: seen}) {
			seen.Error = explain.NetReset // names and certificates were good: the connection broke later
		}
		if way.stuck() && req.Context().Err() == nil {
			seen = byProxy(seen)
		}
		fail = &Failure{Op: op, Seen: seen}
		if req.Context().Err() != nil {
			fail.end = context.Canceled
		}
	}
	if fail != nil {
		fail.Seen.Asked = asked
	}
	if req.URL.Path == zendesk.TokenPath {
		for _, tokens := range tokenMembers(ans.body) { // another member may repeat one
			for _, t := range tokens {
				a.hide(t.Reveal())
			}
		}
	}
	a.record(req, sent, ans, fail, keep, a.o.Now().Sub(began))
	if fail != nil {
		return ans, fail
	}
	return ans, nil
}

// broken says why an answer that has begun to come was not read to its end, ""
// where none has begun or the end is the caller's. That its headers are too large net/http
// tells in words alone.
func broken(resp *http.Response, err error) string {
	switch {
	case err == nil:
	case resp != nil && errors.Is(err, io.ErrUnexpectedEOF):
		return errCut.Error()
	case resp == nil && (strings.Contains(err.Error(), "response headers exceeded") || strings.Contains(err.Error(), "header list larger than")):
		return "its headers are larger than 64 KiB"
	}
	return ""
}

// waitBound is the longest wait that an account may ask for in passing.
const waitBound = 60 * time.Second
