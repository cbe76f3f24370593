package zendesk

import "strings"

// settingsLine reports whether s is a whole line of a settings file in place of a value:
// NAME=value, export NAME=value, "name": "value", or name: value. rest is the value without
// quotes and commas.
func settingsLine(s string) (rest string, is bool) {
	line := strings.TrimSpace(strings.TrimPrefix(s, "- "))
	for _, word := range []string{"export ", "set ", "setx ", "const ", "let ", "var ", "env "} {
		line = strings.TrimSpace(strings.TrimPrefix(line, word))
	}
	i := strings.IndexAny(line, "=:")
	if i <= 0 {
		return "", false
	}
	key, value := strings.TrimSpace(line[:i]), line[i+1:]
	bare := strings.Trim(key, quotes)
	if bare != key && len(key)-len(bare) != 2*len(`"`) {
		return "", false // a quote on one side only, so it belongs to the whole line
	}
	if bare == "" || strings.Trim(bare, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") != "" {
		return "", false
	}
	if line[i] == ':' && bare == key && !strings.HasPrefix(value, " ") && !strings.HasPrefix(value, "\t") && !inQuotes(value) {
		return "", false // a port, a scope or a scheme
	}
	return unwrapped(value), true
}

// unwrapped is a value without the quotes, commas and white space around it.
func unwrapped(s string) string { return strings.Trim(s, quotes+",; \t\r\n") }
