package account

import (
	"encoding/json"
	"slices"
	"strings"
)

// Curl is the request as a command for a POSIX shell. What is masked is taken from
// variables of the shell and reaches curl on its standard input: what stands on a
// command line can be read by every user of the machine.
func (e Exchange) Curl() string {
	var b strings.Builder
	if slices.ContainsFunc(e.RequestHeaders, isBearer) {
		b.WriteString("# The token comes from $ACCESS_TOKEN and goes to curl on stdin, not on the command line.\n")
		b.WriteString("printf 'header = \"Authorization: Bearer %s\"\\n' \"$ACCESS_TOKEN\" |\n  curl -sS --config -")
	} else if e.RequestBody != "" {
		format, variables := e.template()
		if len(variables) > 0 {
			b.WriteString("# Secrets come from " + strings.Join(variables, ", ") + " and go to curl on stdin, not on the command line.\n")
		}
		b.WriteString("printf " + quote(format))
		for _, v := range variables {
			b.WriteString(` "` + v + `"`)
		}
		b.WriteString(" |\n  curl -sS --data @-")
	} else {
		b.WriteString("curl -sS")
	}
	b.WriteString(" -X " + e.Method)
	for _, h := range e.RequestHeaders {
		if !isBearer(h) && !strings.HasPrefix(h, "Accept-Encoding:") {
			b.WriteString(" \\\n  -H " + quote(h))
		}
	}
	b.WriteString(" \\\n  " + quote(e.URL) + "\n")
	return b.String()
}

// hidden reports whether a value was masked: by us, or when the text was cleaned.
func hidden(value any) bool {
	text, ok := value.(string)
	return ok && text != "" && strings.Trim(text, "•") == ""
}

func isBearer(h string) bool { return strings.HasPrefix(h, "Authorization:") }

// template is the body as a format for printf, and the variables it takes.
func (e Exchange) template() (format string, variables []string) {
	var body map[string]any
	if json.Unmarshal([]byte(e.RequestBody), &body) != nil {
		return strings.ReplaceAll(e.RequestBody, "%", "%%"), nil
	}
	keys := make([]string, 0, len(body))
	for key := range body {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for i, key := range keys {
		name, _ := json.Marshal(key)
		value, _ := json.Marshal(body[key])
		text := strings.ReplaceAll(string(value), "%", "%%")
		if hidden(body[key]) {
			variable := strings.ToUpper(key)
			if key == "client_secret" {
				variable = "ZDG_CLIENT_SECRET"
			}
			text, variables = `"%s"`, append(variables, "$"+variable)
		}
		if i > 0 {
			format += ","
		}
		format += strings.ReplaceAll(string(name), "%", "%%") + ":" + text
	}
	// printf itself reads backslashes in its format.
	return "{" + strings.ReplaceAll(format, `\`, `\\`) + "}", variables
}

// quote makes one word of a POSIX shell.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
