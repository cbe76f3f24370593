package account

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// otherToken stands for the members of an answer that seem to be tokens but have other names
// than those of RFC 6749. What they give access to is not known.
const otherToken = "token"

// minTokenLength is how many bytes a string under a key such as "token" needs to be taken for
// a token: shorter ones are words, such as "bearer".
const minTokenLength = 16

var (
	// opaque matches what tokens look like (RFC 6750 section 2.1), with at least one digit.
	// The others match what looks like that and is no token: words and numbers that are joined
	// by separators, a UUID, and values under keys that end like these.
	opaque       = pattern(`^[A-Za-z0-9._~+/=-]*\d[A-Za-z0-9._~+/=-]*$`)
	wordsPattern = pattern(`^([A-Za-z]+|\d+)([-_.]([A-Za-z]+|\d+))*$`)
	uuid         = pattern(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	notTokenKey  = pattern(`(?i)(id|at|hash|fingerprint|version|type|kind|name|account|subdomain|host|url|uri|aud|iss|sub|scopes?|idtoken|id_token|expires|created|issued|time)$`)
)

// looksLikeToken reports whether a value seems to be a token although its key is not the name
// of one.
func looksLikeToken(key, value string) bool {
	return opaque().MatchString(value) && !uuid().MatchString(value) && !wordsPattern().MatchString(value) && !notTokenKey().MatchString(key)
}

// tokenName returns which token a key names: access_token, refresh_token, otherToken, or ""
// for none. Case and separators do not matter, as in accessToken. full_token is Zendesk's own
// name of an access token (Z8).
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

// namesToken reports whether a key contains "token" and does not name a property of a token,
// such as its issuer.
func namesToken(key string) bool {
	key = strings.ToLower(key)
	return strings.Contains(key, "token") && !notAboutToken().MatchString(key)
}

// notAboutToken matches keys of properties of a token.
var notAboutToken = pattern(`csrf|xsrf|sha|digest|jti|issuer|expir|audience|method|endpoint|usage|region|trace|policy|state`)

// sameForm reports whether a string has the form of a token of the same account: the tokens
// that an account issues have one form, whatever their keys.
func sameForm(value, token string) bool {
	switch {
	case len(value) < minTokenLength || !opaque().MatchString(value) || !opaque().MatchString(token) || uuid().MatchString(value):
		return false
	case jwt(value) || jwt(token):
		return jwt(value) && jwt(token)
	}
	return len(value) == len(token) && hexadecimal(value) == hexadecimal(token) && strings.ContainsAny(value, "-_.") == strings.ContainsAny(token, "-_.")
}

// The forms of Zendesk's tokens: JSON Web Tokens (RFC 7519), and hexadecimal digits.
func jwt(s string) bool         { return strings.HasPrefix(s, "eyJ") && strings.Count(s, ".") == 2 }
func hexadecimal(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }

// notTokenMember matches keys of values that have the form of a token but are something else.
var notTokenMember = pattern(`(?i)csrf|xsrf|sha\d|digest|hash|fingerprint|checksum|etag|jti|id_?token|secret|verifier|challenge|nonce|signature|trace|request|session_?state|^(code|state)$`)

// tokenMembers returns the tokens in an answer by access_token, refresh_token and otherToken:
// at any depth, under any spelling of their keys, and also in JSON inside a string. The answer
// is read up to where it stops being valid JSON.
func tokenMembers(body []byte) map[string][]Token {
	found := members(body, 0)
	issued := slices.Concat(found["access_token"], found["refresh_token"])
	for _, t := range found[plainMember] {
		if slices.ContainsFunc(issued, func(i Token) bool { return sameForm(t.Reveal(), i.Reveal()) }) {
			found[otherToken] = append(found[otherToken], t)
		}
	}
	delete(found, plainMember)
	return found
}

// plainMember stands for members whose key does not name a token.
const plainMember = ""

// members is tokenMembers with plainMember; depth counts how deep JSON is inside strings.
func members(body []byte, depth int) map[string][]Token {
	found := map[string][]Token{}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))))
	d.UseNumber()
	type level struct {
		object bool
		key    string // of the next value behind a "=", or of all values of an array; "" when a key comes next
		held   bool   // it is inside the value of a token's key
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
					next.key = levels[top].key // the key of all its values
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
				if name == "" && (levels[top].held || namesToken(key) && len(t) >= minTokenLength) && looksLikeToken(key, t) {
					name = otherToken
				}
				switch {
				case name == otherToken:
					for _, value := range tokensIn(t) {
						found[name] = append(found[name], NewToken(value))
					}
				case name != "" && t != "":
					found[name] = append(found[name], NewToken(t))
				case len(t) >= minTokenLength && !notTokenMember().MatchString(key):
					found[plainMember] = append(found[plainMember], NewToken(bearer().ReplaceAllString(t, "")))
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

// tokensIn returns what may be a token in a value: the whole value without "Bearer", or those
// of its words that look like one.
func tokensIn(value string) []string {
	value = bearer().ReplaceAllString(value, "")
	if words := strings.Fields(value); len(words) > 1 {
		return slices.DeleteFunc(words, func(w string) bool { return len(w) < minTokenLength || !opaque().MatchString(w) })
	}
	if len(value) < minTokenLength || strings.Contains(value, ":") {
		return nil
	}
	return []string{value}
}

// bearer matches what stands before a token in a header.
var bearer = pattern(`(?i)^bearer +`)
