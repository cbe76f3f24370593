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
	"zdg/checklist/zendesk"
)

// errElsewhere can only come from a mistake in this package.
var errElsewhere = errors.New("a request to another address than the account's was not sent")

// answer is what came back. The body is as it came, cut to maxBody.
type answer struct {
	op      string
	asked   explain.Asked
	where   explain.Where
	status  int
	header  http.Header
	host    string // of the request
	body    []byte
	tooLong bool // the body is cut
}

// call sends a request to the API, as send does; its body may be recorded.
func (a *Account) call(ctx context.Context, method, path string, bearer Token) (answer, error) {
	return a.send(ctx, method, path, bearer, true)
}

// send sends a request to the API, with a token unless bearer is zero. It waits out a
// Retry-After once, but not for a request without a token, which is not worth the wait. keep
// reports whether the body may be recorded.
func (a *Account) send(ctx context.Context, method, path string, bearer Token, keep bool) (answer, error) {
	for waited := bearer.IsZero(); ; waited = true {
		req, err := http.NewRequestWithContext(ctx, method, a.base.String()+path, nil)
		if err != nil {
			return answer{}, &Failure{Op: method, Seen: network(err)}
		}
		req.Header.Set("Accept", "application/json")
		asked := explain.Asked{As: explain.Nobody}
		if !bearer.IsZero() {
			req.Header.Set("Authorization", "Bearer "+bearer.Reveal())
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

// wait waits for as long as an answer asks to, and reports whether to send the request again.
// It does not wait, and reports false, when the answer does not ask to or when the wait is
// longer than maxRetryAfter. The error says that ctx ended.
func (a *Account) wait(ctx context.Context, ans answer) (again bool, err error) {
	wait := ans.retryIn(a.options.Now())
	if wait <= 0 || wait > maxRetryAfter {
		return false, nil
	}
	if a.options.Waiting != nil {
		a.options.Waiting(a.options.Now().Add(wait))
	}
	return true, a.options.Sleep(ctx, wait)
}

// roundTrip sends one request and reads its answer. It uses the transport directly: without
// an http.Client there are no redirects and no cookies. A request that changes something is
// sent over a new connection, because an idle one may be dead by now, and then it would not
// be known whether the request arrived.
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
	req.Header.Set("User-Agent", a.options.UserAgent)
	req.Header.Del("Cookie")

	ctx, cancel := context.WithTimeout(req.Context(), a.options.Bound)
	defer cancel()
	began := a.options.Now()
	ans := answer{op: op, where: where, asked: asked, host: req.URL.Host}
	noted, way := a.traceRoute(req.WithContext(ctx))
	resp, err := a.options.Transport.RoundTrip(req.WithContext(noted))
	if err == nil {
		ans.status, ans.header = resp.StatusCode, resp.Header
		ans.body, err = io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
		resp.Body.Close()
		if ans.tooLong = len(ans.body) > maxBody; ans.tooLong {
			ans.body = ans.body[:maxBody]
		}
		ans.body = bytes.TrimPrefix(ans.body, []byte("\xef\xbb\xbf")) // a parser may ignore it (RFC 8259 section 8.1)
	}
	var fail *Failure
	if why := cutOff(resp, err); why != "" {
		fail = &Failure{Op: op, Seen: explain.Seen{Where: where, Status: ans.status, Error: explain.BodyUnreadable, Text: why}}
	} else if err != nil {
		seen := network(err)
		seen.Text = a.clean(seen.Text)
		if ctx.Err() == context.DeadlineExceeded && req.Context().Err() == nil {
			seen.Error = explain.NetTimeout
		}
		if way.sent.Load() && !MayHaveWorked(&Failure{Seen: seen}) {
			seen.Error = explain.NetReset // the request was sent, so the connection broke later
		}
		if way.stuckAtProxy() && req.Context().Err() == nil {
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
		for _, tokens := range tokenMembers(ans.body) { // masked from now on, also where the answer repeats them
			for _, t := range tokens {
				a.hide(t.Reveal())
			}
		}
	}
	a.record(req, sent, ans, fail, keep, a.options.Now().Sub(began))
	if fail != nil {
		return ans, fail
	}
	return ans, nil
}

// cutOff says why an answer that began to arrive was not read to its end; "" when none began
// to arrive, or when the caller's context ended. net/http has no error value for headers that
// are too large, only a text.
func cutOff(resp *http.Response, err error) string {
	switch {
	case err == nil:
	case resp != nil && errors.Is(err, io.ErrUnexpectedEOF):
		return errCut.Error()
	case resp == nil && (strings.Contains(err.Error(), "response headers exceeded") || strings.Contains(err.Error(), "header list larger than")):
		return "its headers are larger than 64 KiB"
	}
	return ""
}

// maxRetryAfter is the longest Retry-After that is waited out.
const maxRetryAfter = 60 * time.Second
