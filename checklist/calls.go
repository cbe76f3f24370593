package checklist

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"zdg/checklist/zendesk"
)

// Calls returns the exchange, refresh and revocation for the client of the draft, and the
// call that proves the revocation, each as one command for a POSIX shell. Secrets come from
// shell variables and reach curl on standard input, since every user of a machine can read a
// command line. The variable ZENDESK is the URL of the customer's account.
func Calls(d Draft) []ReadyText {
	client := []member{textMember("client_id", cmp.Or(identifierOf(d), "(identifier)"))}
	if !d.IsPublic() {
		client = append(client, variableMember("client_secret", "ZDG_CLIENT_SECRET"))
	}
	lives := []member{{"expires_in", "1800", ""}, {"refresh_token_expires_in", "2592000", ""}}
	scopes, _ := zendesk.ParseScopes(d.Lines(FieldScopes)) // without any, the reader fills them in
	exchange := slices.Concat(
		[]member{textMember("grant_type", "authorization_code"), variableMember("code", "CODE")}, client,
		[]member{textMember("redirect_uri", cmp.Or(productionURL(d), "(redirect URL)")), variableMember("code_verifier", "CODE_VERIFIER"), textMember("scope", cmp.Or(scopes.String(), "(scopes)"))}, lives)
	refresh := slices.Concat([]member{textMember("grant_type", "refresh_token"), variableMember("refresh_token", "REFRESH_TOKEN")}, client, lives)
	call := func(id, title, when, command, source string) ReadyText {
		return ReadyText{id, title, when, command, true, zendesk.SourceOf(source), zendesk.Documented}
	}
	return []ReadyText{
		call("exchange", "Reference: a code for tokens", "within 120 seconds of the code; ZENDESK is the customer's account, such as https://customer.zendesk.com", tokenCall(exchange), "Z10"),
		call("refresh", "Reference: a refresh", "before the access token ends; store both new tokens at once", tokenCall(refresh), "Z12"),
		call("revoke", "Reference: a revocation", "it answers 204; that alone proves nothing", bearerCall("-X DELETE ", "/api/v2/oauth/tokens/current.json"), "Z9"),
		call("proof", "Reference: the proof of it", "it answers 401 when the token is dead", bearerCall("", "/api/v2/users/me.json"), "Z9"),
	}
}

// member is a member of a JSON object, written for printf: a text, a number, or a shell
// variable.
type member struct{ key, value, variable string }

func textMember(key, value string) member {
	quoted, _ := json.Marshal(tidy([]string{value})) // a string never fails
	return member{key, strings.ReplaceAll(string(quoted), "%", "%%"), ""}
}

func variableMember(key, name string) member { return member{key, `"%s"`, name} }

// productionURL is the redirect URL that customers come back to: the first that is not a
// loopback URL, or else the first.
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

// bearerCall is a call with the access token that prints the status alone.
func bearerCall(options, path string) string {
	return "printf 'header = \"Authorization: Bearer %s\"\\n' \"$ACCESS_TOKEN\" |\n" +
		"  curl -sS --config - -o /dev/null -w '%{http_code}\\n' " + options + "\"$ZENDESK" + path + "\""
}
