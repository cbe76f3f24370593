package account

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// otherToken stands for a member that seems to be a token and has another name than those of
// RFC 6749: what it lets in to nobody can say.
const otherToken = "token"

// shortest is how long a string under a name like "token" is, in bytes, to be taken for
// one: shorter ones are words, such as "bearer".
const shortest = 16

// opaque is what tokens look like (RFC 6750 section 2.1): neither words, nor an address, nor
// a time; and what is said of tokens, by the end of its key, that looks like one.
var (
	opaque = regexp.MustCompile(`^[A-Za-z0-9._~+/=-]*\d[A-Za-z0-9._~+/=-]*$`)
	words  = regexp.MustCompile(`^([A-Za-z]+|\d+)([-_.]([A-Za-z]+|\d+))*$`) // and numbers
	uuid   = regexp.MustCompile(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	about  = regexp.MustCompile(`(?i)(id|at|hash|fingerprint|version|type|kind|name|account|subdomain|host|url|uri|aud|iss|sub|scopes?|idtoken|id_token|expires|created|issued|time)$`)
)

// otherwise reports whether the value of a key that has no token's name, within what has
// one, seems to be a token all the same.
func otherwise(key, value string) bool {
	return opaque.MatchString(value) && !uuid.MatchString(value) && !words.MatchString(value) && !about.MatchString(key)
}

// tokenName is which token a member of an answer is, by its key; "" for none. Case and what
// divides words do not count: readers write accessToken as well. full_token is Zendesk's own
// name for one (Z8).
func tokenName(key string) string {
	key = strings.NewReplacer("_", "", "-", "", " ", "", ".", "").Replace(strings.ToLower(key))
	switch key = strings.TrimRight(key, "0123456789"); key {
	case "accesstoken", "accesstokens", "fulltoken":
		return "access_token"
	case "refreshtoken", "refreshtokens":
		return "refresh_token"
	case "token", "tokens", "apitoken", "authtoken", "sessiontoken", "authorization", "bearertoken", "oauthtoken", "newtoken", "newaccesstoken", "newrefreshtoken", "jwt":
		return otherToken
	}
	return ""
}

// namesToken reports whether a key speaks of a token in words of its own, and not of what is
// said about one.
func namesToken(key string) bool {
	key = strings.ToLower(key)
	return strings.Contains(key, "token") && !aside.MatchString(key)
}

var aside = regexp.MustCompile(`csrf|xsrf|sha|digest|jti|issuer|expir|audience|method|endpoint|usage|region|trace|policy|state`)

// alike reports whether a string has the form of a token: what an account issues has one form, whatever the key.
func alike(value, token string) bool {
	switch {
	case len(value) < shortest || !opaque.MatchString(value) || !opaque.MatchString(token) || uuid.MatchString(value):
		return false
	case jwt(value) || jwt(token):
		return jwt(value) && jwt(token)
	}
	return len(value) == len(token) && hexadecimal(value) == hexadecimal(token) && strings.ContainsAny(value, "-_.") == strings.ContainsAny(token, "-_.")
}

// Forms that tokens have: a JSON Web Token (RFC 7519), and hexadecimal digits as Zendesk's are.
func jwt(s string) bool         { return strings.HasPrefix(s, "eyJ") && strings.Count(s, ".") == 2 }
func hexadecimal(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }

// noToken are keys under which something else has the form of a token.
var noToken = regexp.MustCompile(`(?i)csrf|xsrf|sha\d|digest|hash|fingerprint|checksum|etag|jti|id_?token|secret|verifier|challenge|nonce|signature|trace|request|session_?state|^(code|state)$`)

// tokenMembers are the members of an answer, at any depth and however their keys are
// written, whose strings let somebody in; those of JSON inside a string too. They are read
// as far as the answer is JSON; of what is none, nothing is found.
func tokenMembers(body []byte) map[string][]Token {
	found := members(body, 0)
	issued := slices.Concat(found["access_token"], found["refresh_token"])
	for _, t := range found[plainMember] {
		if slices.ContainsFunc(issued, func(i Token) bool { return alike(t.Reveal(), i.Reveal()) }) {
			found[otherToken] = append(found[otherToken], t)
		}
	}
	delete(found, plainMember)
	return found
}

// plainMember stands for a member that by its key is no token.
const plainMember = ""

func members(body []byte, depth int) map[string][]Token {
	found := map[string][]Token{}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))))
	d.UseNumber()
	type level struct {
		object bool
		key    string // of the value that comes next, or of all in an array; "" where a key comes
		held   bool   // it is the value of a token's name, or lies in one
	}
	var levels []level
	for {
		t, err := d.Token()
		if err != nil {
			return found
		}
		top := len(levels) - 1
		inObject := top >= 0 && levels[top].object
		switch t := t.(type) {
		case json.Delim:
			if t == '}' || t == ']' {
				levels = levels[:top]
				if top > 0 && levels[top-1].object {
					levels[top-1].key = ""
				}
				continue
			}
			next := level{object: t == '{'}
			if top >= 0 {
				next.held = levels[top].held || tokenName(strings.TrimPrefix(levels[top].key, "=")) != ""
				if t == '[' {
					next.key = levels[top].key // several of them
				}
			}
			levels = append(levels, next)
			continue
		case string:
			if inObject && levels[top].key == "" {
				levels[top].key = "=" + t
				continue
			}
			if top >= 0 {
				key := strings.TrimPrefix(levels[top].key, "=")
				name := tokenName(key)
				if name == "" && (levels[top].held || namesToken(key) && len(t) >= shortest) && otherwise(key, t) {
					name = otherToken // by a name of its own
				}
				switch {
				case name == otherToken:
					for _, value := range tokensIn(t) {
						found[name] = append(found[name], NewToken(value))
					}
				case name != "" && t != "":
					found[name] = append(found[name], NewToken(t))
				case len(t) >= shortest && !noToken.MatchString(key):
					found[plainMember] = append(found[plainMember], NewToken(bearer.ReplaceAllString(t, "")))
				}
				if inner := strings.TrimLeft(t, " \t\r\n\ufeff"); depth < 3 && inner != "" && strings.ContainsAny(inner[:1], "{[") {
					for name, more := range members([]byte(inner), depth+1) {
						found[name] = append(found[name], more...)
					}
				}
			}
		}
		if inObject {
			levels[top].key = ""
		}
	}
}

// tokensIn are what may be tokens in a value: all of it, as it is or as it stands in a header,
// or what no word is among several.
func tokensIn(value string) []string {
	value = bearer.ReplaceAllString(value, "")
	if words := strings.Fields(value); len(words) > 1 {
		return slices.DeleteFunc(words, func(w string) bool { return len(w) < shortest || !opaque.MatchString(w) })
	}
	if len(value) < shortest || strings.Contains(value, ":") {
		return nil
	}
	return []string{value}
}

// bearer is how a token stands in a header.
var bearer = regexp.MustCompile(`(?i)^bearer +`)
