package stage

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"slices"
)

// readGrant reads a token request, whose body is JSON or a form. It takes a client secret from the body, the Authorization
// header or the address, and does not judge.
func readGrant(r *http.Request, body []byte) *Grant {
	g := &Grant{}
	get := func(string) string { return "" }
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		g.Format = "json"
		fields := readFields(body)
		get = func(k string) string { return fieldText(fields[k]) }
	case "application/x-www-form-urlencoded":
		g.Format = "form"
		if form, err := url.ParseQuery(string(body)); err == nil {
			get = form.Get
		}
	default:
		g.Format = kind
	}
	g.Type, g.Code, g.RedirectURI, g.Verifier = get("grant_type"), get("code"), get("redirect_uri"), get("code_verifier")
	g.Refresh, g.Scope, g.ExpiresIn, g.RefreshExpiresIn = get("refresh_token"), get("scope"), get("expires_in"), get("refresh_token_expires_in")
	g.ClientID, g.Secret = get("client_id"), get("client_secret")
	if g.Secret != "" {
		g.SecretIn = append(g.SecretIn, "body")
	}
	if user, password, ok := r.BasicAuth(); ok {
		// RFC 6749 section 2.3.1 wants both percent-encoded; many clients do not do so.
		if plain, err := url.QueryUnescape(password); err == nil {
			password = plain
		}
		if g.ClientID == "" {
			g.ClientID = user
		}
		if password != "" {
			g.Secret = password
			g.SecretIn = append(g.SecretIn, "header")
		}
	}
	query := r.URL.Query()
	for _, k := range []string{"client_secret", "code", "refresh_token", "code_verifier"} {
		if query.Get(k) == "" {
			continue
		}
		if !slices.Contains(g.SecretIn, "address") {
			g.SecretIn = append(g.SecretIn, "address")
		}
		switch k {
		case "client_secret":
			g.Secret = query.Get(k)
		case "code":
			g.Code = query.Get(k)
		case "refresh_token":
			g.Refresh = query.Get(k)
		case "code_verifier":
			g.Verifier = query.Get(k)
		}
	}
	return g
}

// readFields reads a JSON object; nil when the body is none.
func readFields(body []byte) map[string]any {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var fields map[string]any
	if d.Decode(&fields) != nil {
		return nil
	}
	return fields
}

// fieldText returns a JSON string or number as text; "" for anything else.
func fieldText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// withSecret returns a token request's body with another client secret, in the format that it had. A body without one stays
// as it is.
func withSecret(format string, body []byte, secret string) []byte {
	switch format {
	case "json":
		fields := readFields(body)
		if _, there := fields["client_secret"]; !there {
			return body
		}
		fields["client_secret"] = secret
		if out, err := json.Marshal(fields); err == nil {
			return out
		}
	case "form":
		form, err := url.ParseQuery(string(body))
		if err != nil || !form.Has("client_secret") {
			return body
		}
		form.Set("client_secret", secret)
		return []byte(form.Encode())
	}
	return body
}
