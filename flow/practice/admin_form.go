package practice

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// clientForm is the form of one client with what was typed.
type clientForm struct {
	record    ClientRecord
	redirects string            // as typed
	scopes    string            // as typed
	full      bool              // show the secret in full
	problems  map[string]string // by the name of the form field
}

func formOf(c ClientRecord, full bool) clientForm {
	return clientForm{record: c, redirects: strings.Join(c.RedirectURLs, "\n"), scopes: strings.Join(c.AllowedScopes, " "), full: full}
}

// readForm returns the form as it was sent, for a client that was c before.
func readForm(r *http.Request, c ClientRecord) clientForm {
	value := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	f := clientForm{record: c, redirects: r.PostFormValue("redirect_uri"), scopes: value("scopes"), problems: map[string]string{}}
	n := &f.record
	n.Name, n.Description, n.Company = value("name"), value("description"), value("company")
	n.Identifier, n.Kind = value("identifier"), value("kind")
	if n.Identifier == "" {
		n.Identifier = identifierFrom(n.Name)
	}
	n.RedirectURLs = nil
	for line := range strings.Lines(f.redirects) {
		if line = strings.TrimSpace(line); line != "" {
			n.RedirectURLs = append(n.RedirectURLs, line)
		}
	}
	n.AllowedScopes = strings.Fields(f.scopes)
	if file, _, err := r.FormFile("logo"); err == nil {
		defer file.Close()
		image, err := io.ReadAll(file)
		switch kind := http.DetectContentType(image); {
		case err != nil || kind != "image/png" && kind != "image/jpeg" && kind != "image/gif":
			f.problems["logo"] = "Choose a JPG, GIF or PNG file."
		default:
			n.Logo = image
		}
	}
	return f
}

// identifierFrom is the identifier that the form proposes for a name. The exact rule is unknown; observed ones look like
// acme_rockets.
func identifierFrom(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "_")
}

// judge notes the problems of a form (Z4; T15 for scopes). The caller holds a.mu.
func (a *Account) judge(f *clientForm) {
	c := f.record
	if c.Name == "" {
		f.problems["name"] = "Name cannot be blank."
	}
	if other := a.clientByIdentifier(c.Identifier); c.Identifier == "" {
		f.problems["identifier"] = "Identifier cannot be blank."
	} else if other != nil && other.ID != c.ID {
		f.problems["identifier"] = "Identifier has already been taken."
	}
	if c.Kind != Public && c.Kind != Confidential {
		f.problems["kind"] = "Choose a client kind."
	}
	for _, raw := range c.RedirectURLs {
		if !registrable(raw) {
			f.problems["redirect_uri"] = raw + " is not valid: use an absolute https URL, or http with localhost or 127.0.0.1, one per line."
			break
		}
	}
	for _, s := range c.AllowedScopes {
		resource, verb, narrow := strings.Cut(s, ":")
		if !knownScope(s) {
			f.problems["scopes"] = "There is no scope " + s + "."
		} else if narrow && slices.Contains(c.AllowedScopes, verb) {
			f.problems["scopes"] = verb + " already holds " + resource + ":" + verb + ": remove one of them."
		}
	}
}

// registrable is Z4's rule for redirect URLs: absolute, and https unless the host is localhost or 127.0.0.1.
func registrable(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || strings.ContainsAny(raw, " ,") {
		return false
	}
	host := u.Hostname()
	return u.Scheme == "https" || u.Scheme == "http" && (host == "localhost" || host == "127.0.0.1")
}

func (f clientForm) problem(b *page, field string) {
	if text := f.problems[field]; text != "" {
		b.raw(`<span class="problem" role="alert">`).text(text).raw(`</span>`)
	}
}

func (f clientForm) input(b *page, label, field, value, hint string) {
	b.raw(`<label class="field">` + label)
	if hint != "" {
		b.raw(` <small class="hint">` + hint + `</small>`)
	}
	b.raw(`<input name="` + field + `" value="`).text(value).raw(`">`)
	f.problem(b, field)
	b.raw(`</label>`)
}

func (f clientForm) area(b *page, label, field, value, hint, class string) {
	b.raw(`<label class="field">` + label + ` <small class="hint">` + hint + `</small><textarea class="` + class + `" name="` + field + `" rows="3">`)
	b.text("\n" + value).raw(`</textarea>`) // browsers drop the first line break
	f.problem(b, field)
	b.raw(`</label>`)
}

// writeForm writes the form with its fields in Zendesk's order, under their newest labels with the older ones beside
// them (Z4; T13, T14 for the older labels).
func (a *Account) writeForm(w http.ResponseWriter, status int, who browser, f clientForm) {
	c := f.record
	action, title := adminPath, "Add OAuth client"
	if c.ID != 0 {
		action, title = adminPath+"/"+itoa(c.ID), "Edit OAuth client"
	}
	var b page
	b.raw(`<p class="account"><a href="` + adminPath + `">OAuth clients</a></p><h1>` + title + `</h1>`)
	if len(f.problems) > 0 {
		b.raw(`<p class="problem" role="alert">Not saved: see below.</p>`)
	}
	b.raw(`<form method="post" enctype="multipart/form-data" action="` + action + `">`)
	b.hidden("authenticity_token", who.csrf)
	f.input(&b, "Name", "name", c.Name, "Also called Client name. People see it when they are asked.")
	f.area(&b, "Description", "description", c.Description, "Optional. People see it when they are asked.", "")
	f.input(&b, "Company", "company", c.Company, "Optional. People see it when they are asked.")
	b.raw(`<label class="field">Logo <small class="hint">Optional. JPG, GIF or PNG; square is best.</small><input type="file" name="logo" accept="image/jpeg,image/gif,image/png">`)
	f.problem(&b, "logo")
	b.raw(`</label>`)
	if c.ID != 0 {
		writeLogo(&b, c, "", 72)
	}
	f.input(&b, "Identifier", "identifier", c.Identifier, "Also called Unique identifier. Made from the name when left empty.")
	b.raw(`<fieldset class="field"><legend>Client kind</legend>`)
	writeKind(&b, c.Kind, Public, "Public", "Cannot keep a secret, such as an app on a phone. PKCE is required.")
	writeKind(&b, c.Kind, Confidential, "Confidential", "Runs on a server that keeps the secret.")
	f.problem(&b, "kind")
	if c.ID != 0 {
		b.raw(`<small class="hint">A change makes a new secret.</small>`)
	}
	b.raw(`</fieldset>`)
	f.area(&b, "Redirect URLs", "redirect_uri", f.redirects, "List each URL on a new line. For example, <code>http://localhost</code> or <code>http://127.0.0.1</code>", "mono")
	f.area(&b, "Allowed scopes", "scopes", f.scopes, "Separated by spaces. For example, <code>tickets:read users:read</code>", "mono")
	f.writeSecret(&b)
	b.raw(`<div class="buttons"><button class="primary">Save</button><a class="button" href="` + adminPath + `">Cancel</a></div></form>`)
	if c.ID != 0 {
		b.raw(`<hr><div class="buttons">`)
		for _, button := range []struct{ path, label string }{{"/regenerate", "Regenerate secret"}, {"/delete", "Delete client"}} {
			b.raw(`<form method="post" action="` + action + button.path + `">`)
			b.hidden("authenticity_token", who.csrf)
			b.raw(`<button class="quiet">` + button.label + `</button></form>`)
		}
		b.raw(`</div>`)
	}
	a.writeWide(w, status, title, &b, "wide")
}

func writeKind(b *page, now, kind, label, hint string) {
	b.raw(`<label class="choice"><input type="radio" name="kind" value="` + kind + `"`)
	if now == kind {
		b.raw(` checked`)
	}
	b.raw(`><span><b>` + label + `</b><br><small>` + hint + `</small></span></label>`)
}

// writeSecret shows the secret in full after the first Save, and only its first nine characters later (Z4).
func (f clientForm) writeSecret(b *page) {
	if f.record.ID == 0 {
		b.raw(`<p class="secret">Secret<br><small>Appears after the first Save.</small></p>`)
		return
	}
	b.raw(`<div class="secret">Secret<code id="secret">`)
	if f.full {
		b.text(f.record.Secret).raw(`</code><small>Copy it now, then save again: it is shown in full only this once.</small></div>`)
		return
	}
	b.text(f.record.Secret[:min(secretShown, len(f.record.Secret))] + "…").raw(`</code><small>Only the first nine characters are shown.</small></div>`)
}
