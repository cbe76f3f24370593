package account

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// commands are words of a command line behind which JSON is sent or written.
var commands = []string{
	"curl", "curl.exe", "wget", "http", "https", "xh", "echo", "printf", "invoke-restmethod", "irm", "invoke-webrequest", "iwr",
	"-d", "--data", "--data-raw", "--data-binary", "--json", "--post-data", "--body-data", "-body",
}

// inCommand reports whether JSON that begins behind these bytes is a part of a command, so
// that it is what was sent: on the same line, or on a line that continues the command.
func inCommand(before []byte) bool {
	from := bytes.LastIndexByte(before, '\n') + 1
	line := strings.TrimSpace(string(before[from:]))
	above := bytes.TrimSpace(before[:from])
	above = above[bytes.LastIndexByte(above, '\n')+1:]
	switch {
	case len(line) > maxLine, len(above) > maxLine:
		return false
	case isCommand(line):
		return true
	case line != "" && strings.ContainsRune("'(=,", rune(line[len(line)-1])):
		return strings.ContainsFunc(strings.TrimPrefix(line, "b'"), unicode.IsLetter)
	}
	up := string(above)
	return slices.ContainsFunc([]string{"\\", "`", "^", "@'", `@"`}, func(end string) bool { return strings.HasSuffix(up, end) }) ||
		strings.Contains(up, "<<")
}

// isCommand reports whether one of the words of a line is in commands.
func isCommand(line string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(line)), func(word string) bool { return slices.Contains(commands, word) })
}

// request reads a line of curl -v, of HTTPie or of a browser's developer tools, and notes
// whether what follows it is the body of a request.
func (p *pastedJSON) request(line string) {
	low := strings.ToLower(strings.TrimSuffix(line, ":"))
	switch method, rest, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, ">")), " "); {
	case isCommand(line):
		p.status, p.sending, p.asking = 0, false, false
	case (method == "GET" || method == "HEAD") && rest != "":
		p.sending, p.asking = false, true
	case (method == "POST" || method == "PUT" || method == "PATCH") && rest != "":
		p.sending, p.asking = true, false
	case low == "request body", low == "request payload", low == "payload", strings.HasPrefix(line, "=> Send data"):
		p.sending = true
	case low == "response", low == "response body", strings.HasPrefix(line, "<= Recv"):
		p.sending = false
	case strings.HasPrefix(line, ">") && !strings.HasPrefix(line, ">>") && !p.asking:
		p.sending = true
	}
}

// statusOf returns the status in a line of curl -i or of a browser's developer tools; 0 when
// there is none.
func statusOf(line string) int {
	fields := strings.Fields(strings.TrimPrefix(strings.ToLower(line), "status code:"))
	switch low := strings.ToLower(line); {
	case len(fields) > 0 && strings.HasPrefix(low, "status code:"):
		return int(jsonNumber(json.RawMessage(fields[0])))
	case len(fields) > 1 && strings.HasPrefix(low, "http/"):
		return int(jsonNumber(json.RawMessage(fields[1])))
	}
	return 0
}
