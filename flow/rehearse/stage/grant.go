package stage

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"slices"
)

// readGrant reads a token request, from JSON or a form, with a secret wherever it stands. It judges nothing.
func readGrant(r *http.Request, body []byte) *Grant {
	g := &Grant{}
	get := func(string) string { return "" }
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		g.Format = "json"
		fields := readFields(body)
		get = func(k string) string { return textOf(fields[k]) }
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
		// RFC 6749 section 2.3.1 has both encoded as in a form; many do not.
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
		}
	}
	return g
}

func readFields(body []byte) map[string]any {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var fields map[string]any
	if d.Decode(&fields) != nil {
		return nil
	}
	return fields
}

func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// reencoded is the request's body with other values for some parameters, in the form it had; a value of "" stays out.
func reencoded(format string, body []byte, values map[string]string) []byte {
	switch format {
	case "json":
		fields := readFields(body)
		if fields == nil {
			return body
		}
		for k, v := range values {
			if _, there := fields[k]; there {
				fields[k] = v
			}
		}
		if out, err := json.Marshal(fields); err == nil {
			return out
		}
	case "form":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return body
		}
		for k, v := range values {
			if form.Has(k) {
				form.Set(k, v)
			}
		}
		return []byte(form.Encode())
	}
	return body
}
