package practice

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
)

// PageError is a page of the account that ended an authorization in place of a redirect to the client.
type PageError struct {
	// Status is the HTTP status, Title the heading of the page, and Text what follows the heading.
	Status      int
	Title, Text string
}

func (e *PageError) Error() string {
	return fmt.Sprintf("the practice account shows a page (status %d): %q %q: fix what it names and authorize again", e.Status, e.Title, e.Text)
}

// Approve answers the sign-in and consent pages in place of a person with a browser. It uses the same pages, so faults
// apply. person is an e-mail address, a role or a name; empty means the default. It returns the URL at the client to
// which the browser would be redirected. When a page ends the authorization, the error is a *PageError. Approve is safe
// for concurrent use and keeps no session.
func (a *Account) Approve(ctx context.Context, authorizeURL, person string, allow bool) (redirectTo string, err error) {
	u, err := url.Parse(authorizeURL)
	if err != nil || u.Path == "" {
		return "", fmt.Errorf("not an address that can be opened: pass the authorize URL as it was made")
	}
	p, ok := a.personNamed(person)
	if !ok {
		return "", fmt.Errorf("nobody called %q can sign in: use one of %s", person, a.peopleNames())
	}
	decision := "deny"
	if allow {
		decision = "allow"
	}
	b := miniBrowser{account: a, host: u.Host, cookies: map[string]string{}}
	answer := b.open(ctx, u.RequestURI())
	for range 10 { // sign-in, back, consent, client: more is a loop
		if err := ctx.Err(); err != nil {
			return "", err
		}
		to := answer.header.Get("Location")
		switch {
		case to != "" && !b.ours(to):
			return to, nil
		case to != "":
			answer = b.open(ctx, to)
		case strings.Contains(answer.body(), `action="`+signInPath+`"`):
			answer = b.send(ctx, signInPath, answer.hidden(url.Values{"person": {itoa(p.ID)}, "password": {"practice"}}))
		case strings.Contains(answer.body(), `action="/oauth/authorizations"`):
			answer = b.send(ctx, "/oauth/authorizations", answer.hidden(url.Values{"decision": {decision}}))
		default:
			title, text := answer.words()
			return "", &PageError{Status: answer.status, Title: title, Text: text}
		}
	}
	return "", &PageError{Status: answer.status, Title: "Sign in", Text: "the page comes again and again"}
}

func (a *Account) personNamed(who string) (Person, bool) {
	all := a.People()
	if who == "" {
		return all[0], true
	}
	for _, p := range all {
		if who == p.Email || who == p.Role || who == p.Name || who == itoa(p.ID) {
			return p, true
		}
	}
	return Person{}, false
}

func (a *Account) peopleNames() string {
	var names []string
	for _, p := range a.People() {
		names = append(names, p.Role)
	}
	return strings.Join(names, ", ")
}

// miniBrowser is a minimal browser for Approve, which calls the handler directly.
type miniBrowser struct {
	account *Account
	host    string
	cookies map[string]string
}

// ours reports whether an address is the account's own.
func (b *miniBrowser) ours(to string) bool {
	u, err := url.Parse(to)
	return err == nil && (u.Host == "" || u.Host == b.host)
}

func (b *miniBrowser) open(ctx context.Context, to string) *recordedAnswer {
	return b.do(ctx, http.MethodGet, to, nil)
}

func (b *miniBrowser) send(ctx context.Context, to string, form url.Values) *recordedAnswer {
	return b.do(ctx, http.MethodPost, to, form)
}

func (b *miniBrowser) do(ctx context.Context, method, to string, form url.Values) *recordedAnswer {
	answer := &recordedAnswer{header: http.Header{}, status: http.StatusOK}
	r, err := http.NewRequestWithContext(ctx, method, "http://"+b.host, strings.NewReader(form.Encode()))
	var u *url.URL
	if err == nil {
		u, err = r.URL.Parse(to)
	}
	if err != nil {
		answer.status = http.StatusBadRequest
		return answer
	}
	r.URL, r.RequestURI = u, u.RequestURI()
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	b.account.ServeHTTP(answer, r)
	for _, c := range (&http.Response{Header: answer.header}).Cookies() {
		b.cookies[c.Name] = c.Value
	}
	return answer
}

// recordedAnswer is an http.ResponseWriter that keeps an answer.
type recordedAnswer struct {
	header http.Header
	status int
	sent   bool
	buffer bytes.Buffer
}

func (r *recordedAnswer) Header() http.Header { return r.header }

func (r *recordedAnswer) WriteHeader(status int) {
	if !r.sent {
		r.status, r.sent = status, true
	}
}

func (r *recordedAnswer) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.buffer.Write(p)
}

func (r *recordedAnswer) body() string { return r.buffer.String() }

// hidden adds the hidden fields of the page's form.
func (r *recordedAnswer) hidden(form url.Values) url.Values {
	for _, part := range strings.Split(r.body(), `<input type="hidden" name="`)[1:] {
		name, rest, ok := strings.Cut(part, `" value="`)
		value, _, ok2 := strings.Cut(rest, `"`)
		if ok && ok2 {
			form.Set(html.UnescapeString(name), html.UnescapeString(value))
		}
	}
	return form
}

// words returns the heading of a page and what follows it, without markup.
func (r *recordedAnswer) words() (title, text string) {
	_, rest, ok := strings.Cut(r.body(), "<h1>")
	if !ok {
		return http.StatusText(r.status), plain(r.body())
	}
	title, text, _ = strings.Cut(rest, "</h1>")
	return plain(title), plain(text)
}

func plain(s string) string {
	var b strings.Builder
	for s != "" {
		before, rest, ok := strings.Cut(s, "<")
		b.WriteString(before)
		if !ok {
			break
		}
		_, s, _ = strings.Cut(rest, ">")
		b.WriteByte(' ')
	}
	text := strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
	return strings.ToValidUTF8(text[:min(len(text), 500)], "")
}
