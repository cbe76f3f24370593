package practice

import (
	_ "embed"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// page builds the body of a page, since html/template would add three megabytes to the program. text escapes; raw is
// only for text from this package's source.
type page struct{ strings.Builder }

func (b *page) raw(s string) *page   { b.WriteString(s); return b }
func (b *page) text(s string) *page  { b.WriteString(html.EscapeString(s)); return b }
func (b *page) number(n int64) *page { b.WriteString(strconv.FormatInt(n, 10)); return b }
func (b *page) hidden(name, value string) *page {
	return b.raw(`<input type="hidden" name="`).text(name).raw(`" value="`).text(value).raw(`">`)
}

// writePage answers with a page: no scripts, nothing from elsewhere, not to be framed or kept.
func (a *Account) writePage(w http.ResponseWriter, status int, title string, body *page) {
	a.writeWide(w, status, title, body, "")
}

func (a *Account) writeWide(w http.ResponseWriter, status int, title string, body *page, class string) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"+a.formTargets())
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	w.WriteHeader(status)
	var b page
	b.raw(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>`).
		text(title).raw(` · practice account</title><link rel="stylesheet" href="/practice/style.css"></head><body class="`).raw(class).
		raw(`"><header><strong>PRACTICE</strong> <span>This is not Zendesk. Nothing here leaves your computer.</span></header><main>`).
		raw(body.String()).raw(`</main></body></html>`)
	w.Write([]byte(b.String()))
}

// formTargets lists the origins of the redirect URLs for form-action. Browsers apply it to redirects after a form too, so
// with 'self' alone Allow would never reach the client.
func (a *Account) formTargets() string {
	var origins []string
	for _, c := range a.Clients() {
		for _, raw := range c.RedirectURLs {
			u, err := url.Parse(raw)
			if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsAny(u.Host, ";,'\" ") {
				continue
			}
			if o := " " + u.Scheme + "://" + u.Host; !slices.Contains(origins, o) {
				origins = append(origins, o)
			}
		}
	}
	return strings.Join(origins, "")
}

// writeMessage is a page with a heading and a sentence.
func (a *Account) writeMessage(w http.ResponseWriter, status int, heading, text string) {
	var b page
	b.raw(`<h1>`).text(heading).raw(`</h1><p>`).text(text).raw(`</p>`)
	a.writePage(w, status, heading, &b)
}

//go:embed style.css
var stylesheet []byte

func (a *Account) style(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Write(stylesheet)
}

func (a *Account) logo(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	a.mu.Lock()
	c := a.clientByID(id)
	var image []byte
	if c != nil {
		image = c.Logo
	}
	a.mu.Unlock()
	if len(image) == 0 {
		a.noPage(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox")
	w.Header().Set("Content-Type", http.DetectContentType(image))
	w.Write(image)
}

func (a *Account) noPage(w http.ResponseWriter, r *http.Request) {
	a.writeMessage(w, http.StatusNotFound, "The page you were looking for doesn't exist", "Check the address.")
}

func (a *Account) home(w http.ResponseWriter, r *http.Request) {
	var b page
	b.raw(`<p class="account">`).text(a.subdomain).raw(`.zendesk.com (practice)</p><h1>A help desk to practise on</h1>
<p>It has people, an OAuth client and an API, and nothing in it is real.</p>
<ul><li><a href="` + adminPath + `">Admin Center: OAuth clients</a></li>
<li><a href="` + PortalPath + `">Marketplace portal: the request, and what follows</a></li>`)
	if who, ok := a.signedIn(r); ok {
		b.raw(`<li>Signed in as `).text(who.Name).raw(` (`).text(who.Role).raw(`): <a href="/access/logout">sign out</a></li>`)
	} else {
		b.raw(`<li><a href="` + signInPath + `">Sign in</a></li>`)
	}
	b.raw(`</ul>`)
	a.writePage(w, http.StatusOK, "Home", &b)
}
