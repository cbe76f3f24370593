package checklist

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"zdg/checklist/zendesk"
)

// Call is a call of the protocol as one command for a POSIX shell. Secrets come from its
// variables and reach curl on standard input, since every user of a machine can read a
// command line. ZENDESK is the address of the customer's account.
type Call struct {
	ID, Title, For string
	Command        string

	source string
}

// Calls are the reference exchange, refresh and revocation with the client of the draft,
// and the call that proves the revocation.
func Calls(d Draft) []Call {
	client := []member{text("client_id", cmp.Or(identifierOf(d), "(identifier)"))}
	if !d.IsPublic() {
		client = append(client, variable("client_secret", "ZDG_CLIENT_SECRET"))
	}
	lives := []member{{"expires_in", "1800", ""}, {"refresh_token_expires_in", "2592000", ""}}
	scopes, _ := zendesk.ParseScopes(d.Lines(FieldScopes)) // none are filled in by the reader
	exchange := slices.Concat(
		[]member{text("grant_type", "authorization_code"), variable("code", "CODE")}, client,
		[]member{text("redirect_uri", cmp.Or(productionURL(d), "(redirect URL)")), variable("code_verifier", "CODE_VERIFIER"), text("scope", cmp.Or(scopes.String(), "(scopes)"))}, lives)
	refresh := slices.Concat([]member{text("grant_type", "refresh_token"), variable("refresh_token", "REFRESH_TOKEN")}, client, lives)
	return []Call{
		{"exchange", "Reference: a code for tokens", "within 120 seconds of the code; ZENDESK is the customer's account, such as https://customer.zendesk.com", tokenCall(exchange), "Z10"},
		{"refresh", "Reference: a refresh", "before the access token ends; store both new tokens at once", tokenCall(refresh), "Z12"},
		{"revoke", "Reference: a revocation", "it answers 204; that alone proves nothing", bearer("-X DELETE ", "/api/v2/oauth/tokens/current.json"), "Z9"},
		{"proof", "Reference: the proof of it", "it answers 401 when the token is dead", bearer("", "/api/v2/users/me.json"), "Z9"},
	}
}

// member is one of a JSON object, for printf: a text, a number, or a variable of the shell.
type member struct{ key, value, variable string }

func text(key, value string) member {
	quoted, _ := json.Marshal(tidy([]string{value})) // a string can be written
	return member{key, strings.ReplaceAll(string(quoted), "%", "%%"), ""}
}

func variable(key, name string) member { return member{key, `"%s"`, name} }

// productionURL is the redirect URL that customers come back to: the first that does not
// lead to one machine, else the first.
func productionURL(d Draft) string {
	first := ""
	for _, line := range d.Lines(FieldRedirectURLs) {
		u, err := zendesk.ParseRedirectURL(line)
		if err != nil {
			continue
		}
		if !u.IsLoopback() {
			return u.String()
		}
		first = cmp.Or(first, u.String())
	}
	return first
}

// tokenCall posts JSON to the token endpoint.
func tokenCall(members []member) string {
	var parts, variables []string
	for _, m := range members {
		parts = append(parts, `"`+m.key+`":`+m.value)
		if m.variable != "" {
			variables = append(variables, `"$`+m.variable+`"`)
		}
	}
	body := strings.ReplaceAll("{"+strings.Join(parts, ",")+"}", `\`, `\\`) // printf reads backslashes
	return "printf '" + strings.ReplaceAll(body, "'", `'\''`) + "' \\\n  " + strings.Join(variables, " ") + " |\n" +
		"  curl -sS --data @- -H 'Content-Type: application/json' \"$ZENDESK/oauth/tokens\""
}

// bearer is a call with the access token.
func bearer(options, path string) string {
	return "printf 'header = \"Authorization: Bearer %s\"\\n' \"$ACCESS_TOKEN\" |\n" +
		"  curl -sS --config - -o /dev/null -w '%{http_code}\\n' " + options + "\"$ZENDESK" + path + "\""
}
