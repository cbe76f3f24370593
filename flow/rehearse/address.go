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

// hole is what stands for the account's name.
const hole = "{subdomain}"

// ParseAddress reads an address of the program, with or without a method in front: it is http or https, on this machine.
// What stands in braces is filled in: {subdomain}, or for [Plan.Finish] what the callback brings.
func ParseAddress(text, method string) (Address, error) { return parseAddress(text, method, hole) }

// ParseFinish reads the address for [Plan.Finish].
func ParseFinish(text string) (Address, error) { return parseAddress(text, "", brings...) }

// brings are what stands for the parameters of a callback.
var brings = []string{"{code}", "{state}", "{error}"}

func parseAddress(text, method string, holes ...string) (Address, error) {
	a := Address{Method: method, URL: strings.TrimSpace(text)}
	if verb, rest, ok := strings.Cut(a.URL, " "); ok && verb == strings.ToUpper(verb) {
		a.Method, a.URL = verb, strings.TrimSpace(rest)
	}
	bare := a.URL
	for _, h := range holes {
		bare = strings.ReplaceAll(bare, h, "name")
	}
	u, err := url.Parse(bare)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return a, fmt.Errorf("it is no address: write it in full, such as http://localhost:3000/connect?subdomain=%s", hole)
	case strings.ContainsAny(bare, "{}"):
		return a, fmt.Errorf("of what stands in braces %s alone is filled in: %s", strings.Join(holes, ", "), a.URL)
	case !isLoopback(u.Hostname()):
		return a, fmt.Errorf("%s is not this machine: only localhost, 127.0.0.1 and [::1] are called", u.Hostname())
	}
	return a, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

// filled is the address for one account. The name is escaped for the place that it stands in, so that the program reads
// it as it is, also when it is hostile.
func (a Address) filled(name string) Address {
	path, query, asks := strings.Cut(a.URL, "?")
	a.URL = strings.ReplaceAll(path, hole, url.PathEscape(name))
	if asks {
		a.URL += "?" + strings.ReplaceAll(query, hole, url.QueryEscape(name))
	}
	if a.isJSON() {
		quoted, err := json.Marshal(name)
		if err != nil {
			quoted = []byte(`""`)
		}
		a.Data = strings.ReplaceAll(a.Data, hole, string(quoted[1:len(quoted)-1]))
	} else {
		a.Data = strings.ReplaceAll(a.Data, hole, url.QueryEscape(name))
	}
	return a
}

// bringing is the address with what a callback brings. A parameter that it lacks is left out, as a script has it undefined.
func (a Address) bringing(callback url.Values) Address {
	fill := func(v string) (string, bool) {
		if slices.Contains(brings, v) && !callback.Has(v[1:len(v)-1]) {
			return "", false
		}
		for _, h := range brings {
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
	for _, h := range brings {
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

func (a Address) isJSON() bool { return strings.HasPrefix(strings.TrimSpace(a.Data), "{") }

// NamesAccount reports whether the account's name stands in it.
func (a Address) NamesAccount() bool { return strings.Contains(a.URL+a.Data, hole) }

// FitsBrowser reports whether a page can make a browser send it: with GET, or as a form.
func (a Address) FitsBrowser() bool {
	return a.method() == http.MethodGet && a.Data == "" || a.method() == http.MethodPost && !a.isJSON()
}

// dialAddress is the HOST:PORT behind an address.
func (a Address) dialAddress() string {
	u, err := url.Parse(a.filled("name").URL)
	if err != nil {
		return ""
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

func (a Address) method() string {
	switch {
	case a.Method != "":
		return a.Method
	case a.Data != "":
		return http.MethodPost
	}
	return http.MethodGet
}

// path is the path of an address.
func (a Address) path() string {
	u, err := url.Parse(a.URL)
	if err != nil {
		return ""
	}
	return u.Path
}
