package rehearse

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// accountPlaceholder stands for the account's name in an address.
const accountPlaceholder = "{subdomain}"

// ParseAddress reads an address of the program: an http or https URL on this machine that may hold {subdomain}, with or
// without a method in front, such as "POST http://localhost:3000/disconnect". method is used when there is none in front.
func ParseAddress(text, method string) (Address, error) {
	return parseAddress(text, method, accountPlaceholder)
}

// ParseFinish reads the address for [Plan.Finish], as ParseAddress does; it may hold {code}, {state} and {error}.
func ParseFinish(text string) (Address, error) {
	return parseAddress(text, "", callbackPlaceholders...)
}

// callbackPlaceholders stand for the parameters of a callback.
var callbackPlaceholders = []string{"{code}", "{state}", "{error}"}

// parseAddress is ParseAddress for other placeholders.
func parseAddress(text, method string, placeholders ...string) (Address, error) {
	a := Address{Method: method, URL: strings.TrimSpace(text)}
	if verb, rest, ok := strings.Cut(a.URL, " "); ok && verb == strings.ToUpper(verb) {
		a.Method, a.URL = verb, strings.TrimSpace(rest)
	}
	bare := a.URL
	for _, p := range placeholders {
		bare = strings.ReplaceAll(bare, p, "name")
	}
	u, err := url.Parse(bare)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return a, fmt.Errorf("this is not an address: write it in full, such as http://localhost:3000/connect?subdomain=%s", accountPlaceholder)
	case strings.ContainsAny(bare, "{}"):
		return a, fmt.Errorf("only %s is replaced in an address, and no other braces may stand in it: %s", strings.Join(placeholders, ", "), a.URL)
	case !isLoopback(u.Hostname()):
		return a, fmt.Errorf("%s is not this machine: only localhost, 127.0.0.1 and [::1] are called", u.Hostname())
	}
	return a, nil
}

// isLoopback reports whether a host is this machine by its name or its IP address.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

// forAccount returns the address with the account's name in it. The name is escaped for the place where it stands, so that
// the program reads exactly this name, also when it is hostile.
func (a Address) forAccount(name string) Address {
	path, query, asks := strings.Cut(a.URL, "?")
	a.URL = strings.ReplaceAll(path, accountPlaceholder, url.PathEscape(name))
	if asks {
		a.URL += "?" + strings.ReplaceAll(query, accountPlaceholder, url.QueryEscape(name))
	}
	if a.isJSON() {
		quoted, err := json.Marshal(name)
		if err != nil {
			quoted = []byte(`""`)
		}
		a.Data = strings.ReplaceAll(a.Data, accountPlaceholder, string(quoted[1:len(quoted)-1]))
	} else {
		a.Data = strings.ReplaceAll(a.Data, accountPlaceholder, url.QueryEscape(name))
	}
	return a
}

// withCallback returns the address with the parameters of a callback in it. A field or member whose whole value is a
// parameter that the callback lacks is left out, as a script leaves out what is undefined.
func (a Address) withCallback(callback url.Values) Address {
	fill := func(v string) (string, bool) {
		if slices.Contains(callbackPlaceholders, v) && !callback.Has(v[1:len(v)-1]) {
			return "", false
		}
		for _, h := range callbackPlaceholders {
			v = strings.ReplaceAll(v, h, callback.Get(h[1:len(h)-1]))
		}
		return v, true
	}
	form := func(text string) string {
		q, err := url.ParseQuery(text)
		if err != nil {
			return text
		}
		for k, values := range q {
			if v, there := fill(values[0]); there {
				q.Set(k, v)
			} else {
				q.Del(k)
			}
		}
		return q.Encode()
	}
	path, query, asks := strings.Cut(a.URL, "?")
	for _, h := range callbackPlaceholders {
		path = strings.ReplaceAll(path, h, url.PathEscape(callback.Get(h[1:len(h)-1])))
	}
	if a.URL = path; asks {
		a.URL += "?" + form(query)
	}
	var members map[string]any
	switch {
	case !a.isJSON():
		a.Data = form(a.Data)
	case json.Unmarshal([]byte(a.Data), &members) == nil:
		for k, v := range members {
			if text, ok := v.(string); ok {
				if members[k], ok = fill(text); !ok {
					delete(members, k)
				}
			}
		}
		if text, err := json.Marshal(members); err == nil {
			a.Data = string(text)
		}
	}
	return a
}

// isJSON reports whether the data is JSON rather than a form.
func (a Address) isJSON() bool { return strings.HasPrefix(strings.TrimSpace(a.Data), "{") }

// NamesAccount reports whether {subdomain} stands in the address or in its data.
func (a Address) NamesAccount() bool { return strings.Contains(a.URL+a.Data, accountPlaceholder) }

// FitsBrowser reports whether a web page can make a browser send the request: with GET, or by posting a form.
func (a Address) FitsBrowser() bool {
	return a.method() == http.MethodGet && a.Data == "" || a.method() == http.MethodPost && !a.isJSON()
}

// dialAddress returns the HOST:PORT of an address.
func (a Address) dialAddress() string {
	u, err := url.Parse(a.forAccount("name").URL)
	if err != nil {
		return ""
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// method returns the method, or the default one.
func (a Address) method() string {
	switch {
	case a.Method != "":
		return a.Method
	case a.Data != "":
		return http.MethodPost
	}
	return http.MethodGet
}

// path returns the path of an address; "" when it cannot be parsed.
func (a Address) path() string {
	u, err := url.Parse(a.URL)
	if err != nil {
		return ""
	}
	return u.Path
}
