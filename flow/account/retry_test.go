package account

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		status      int
		after, date string
		want        time.Duration
	}{
		{429, "7", "", 7 * time.Second},
		{503, " 7 ", "", 7 * time.Second},
		{429, "Sun, 22 Nov 2026 12:00:30 GMT", "", 30 * time.Second},
		{429, "Sun, 22 Nov 2026 12:00:30 GMT", "Sun, 22 Nov 2026 12:00:20 GMT", 10 * time.Second},
		{429, "Sun, 22 Nov 2026 11:00:00 GMT", "", time.Second},
		{429, "0", "", time.Second},
		{429, "1.5", "", 2 * time.Second},
		{429, "NaN", "", 0},
		{429, "-1", "", 0},
		{429, "soon", "", 0},
		{429, "", "", 0},
		{200, "7", "", 0},
		{429, "99999999999", "", 0},
	} {
		ans := answer{status: tt.status, header: http.Header{}}
		ans.header.Set("Retry-After", tt.after)
		ans.header.Set("Date", tt.date)
		if got := ans.retryIn(now); got != tt.want {
			t.Errorf("%+v: got %v", tt, got)
		}
	}
}

func TestWaitsOnce(t *testing.T) {
	for _, tt := range []struct {
		after string
		asked int // requests made
		told  int // waits told
	}{{"5", 2, 1}, {"61", 1, 0}, {"", 1, 0}} {
		asked, told := 0, 0
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			asked++
			w.Header().Set("Retry-After", tt.after)
			w.WriteHeader(http.StatusTooManyRequests)
		}, func(o *Options) { o.Waiting = func(time.Time) { told++ } })
		_, err := a.Me(t.Context(), NewToken("t"))
		if seen := SeenIn(err); seen.Status != 429 || asked != tt.asked || told != tt.told {
			t.Errorf("%q: asked %d times, told %d, %+v", tt.after, asked, told, seen)
		}
		if tt.after == "61" && SeenIn(err).RetryIn != 61*time.Second {
			t.Errorf("%+v", SeenIn(err))
		}
	}
}

// TestTokensOfARefusalThatIsWaitedOutAreReturned: tokens in a 429 that is waited out are returned, to be revoked.
func TestTokensOfARefusalThatIsWaitedOutAreReturned(t *testing.T) {
	for _, refreshes := range []bool{false, true} {
		posts := 0
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			posts++
			w.Header().Set("Content-Type", "application/json")
			if posts == 1 {
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusTooManyRequests)
			}
			fmt.Fprintf(w, `{"access_token":"planted-access-%d","refresh_token":"planted-refresh-%d","token_type":"bearer"}`, posts, posts)
		}, nil)
		ask := func() (Tokens, error) {
			if refreshes {
				return a.RefreshTokens(t.Context(), NewToken("planted-refresh"), 0, 0)
			}
			return exchange(t, a)
		}
		got, err := ask()
		if err != nil || got.Access.Reveal() != "planted-access-2" || len(got.More) != 1 || got.More[0].Access.Reveal() != "planted-access-1" || got.More[0].Refresh.Reveal() != "planted-refresh-1" {
			t.Errorf("refreshes %t: %v, %d more, %v", refreshes, got, len(got.More), err)
		}
	}
}

// TestUnusableTokensOfARefusalAreCounted: tokens of another form in a 429 are counted as unusable.
func TestUnusableTokensOfARefusalAreCounted(t *testing.T) {
	for body, want := range map[string]int{"access_token=planted-access-1&refresh_token=planted-refresh-1": 1, "slow down": 0, `{"message":"no access_token for you"}`: 0} {
		posts := 0
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if posts++; posts == 1 {
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusTooManyRequests)
				fmt.Fprint(w, body)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"access_token":"planted-access-2","refresh_token":"planted-refresh-2","token_type":"bearer"}`)
		}, nil)
		if got, err := a.RefreshTokens(t.Context(), NewToken("planted-refresh"), 0, 0); err != nil || got.Unusable != want {
			t.Errorf("%q: %d that nobody can ask about, %v", body, got.Unusable, err)
		}
	}
}

func TestATokenRequestIsSentOnce(t *testing.T) {
	posts := 0
	a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		posts++
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusServiceUnavailable)
	}, nil)
	_, err := exchange(t, a)
	if posts != 1 || SeenIn(err).Status != 503 {
		t.Errorf("%d requests: %v", posts, err)
	}
	if _, err = a.RefreshTokens(t.Context(), NewToken("planted-refresh"), 0, 0); posts != 2 || err == nil {
		t.Errorf("%d requests: %v", posts, err)
	}
}

// TestACodeIsNotSentAfterItsEnd: a 429 is not waited out when the code would expire meanwhile.
func TestACodeIsNotSentAfterItsEnd(t *testing.T) {
	for _, c := range []struct {
		age, sent time.Duration // sent: how old it was when it was sent last
		posts     int
	}{{99 * time.Second, 119 * time.Second, 2}, {100 * time.Second, 100 * time.Second, 1}} {
		posts := 0
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			posts++
			w.Header().Set("Retry-After", "20")
			w.WriteHeader(http.StatusTooManyRequests)
		}, nil)
		_, err := a.Exchange(t.Context(), CodeGrant{Code: NewToken("planted-code"), Verifier: NewToken(strings.Repeat("v", 43)), Age: c.age})
		if posts != c.posts || SeenIn(err).Status != 429 || SeenIn(err).Age != c.sent {
			t.Errorf("%s old: sent %d times, %s old: %v", c.age, posts, SeenIn(err).Age, err)
		}
	}
}

// TestARefreshWaitsOnce: a 429 to a refresh is waited out once, if the wait is short.
func TestARefreshWaitsOnce(t *testing.T) {
	for _, c := range []struct {
		name, after     string
		limited, status int // how many are answered so, and with what
		sent            int
		waited          time.Duration
		ok              bool
	}{
		{"once", "2", 1, 429, 2, 2 * time.Second, true},
		{"always", "2", 9, 429, 2, 2 * time.Second, false},
		{"for long", "90", 9, 429, 1, 0, false},
		{"without a word", "", 9, 429, 1, 0, false},
		{"a server in trouble may have done it", "2", 9, 503, 1, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			sent, waited := 0, time.Duration(0)
			a := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if sent++; sent <= c.limited {
					w.Header().Set("Retry-After", c.after)
					w.WriteHeader(c.status)
					return
				}
				io.WriteString(w, `{"access_token":"at-2","refresh_token":"rt-2"}`)
			}, func(o *Options) {
				o.Sleep = func(_ context.Context, d time.Duration) error { waited += d; return nil }
			})
			_, err := a.RefreshTokens(t.Context(), NewToken("rt-1"), 600, 691200)
			if sent != c.sent || waited != c.waited || (err == nil) != c.ok {
				t.Errorf("sent %d times, waited %v: %v", sent, waited, err)
			}
		})
	}
}

// TestOnlyRequestsWithATokenWait: a Retry-After is not waited out for a request without a token, and
// is for one with a token.
func TestOnlyRequestsWithATokenWait(t *testing.T) {
	for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		asked, waits := 0, 0
		a := serve(t, func(w http.ResponseWriter, r *http.Request) {
			asked++
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(status)
		}, func(o *Options) { o.Waiting = func(time.Time) { waits++ } })
		if seen := SeenIn(a.Reach(t.Context())); asked != 1 || waits != 0 || seen.Status != status || seen.RetryIn != 30*time.Second {
			t.Errorf("%d: asked %d times, waited %d times, %+v", status, asked, waits, seen)
		}
		if _, err := a.Me(t.Context(), NewToken("access-1")); err == nil || asked != 3 || waits != 1 {
			t.Errorf("%d: asked %d times, waited %d times", status, asked, waits)
		}
	}
}
