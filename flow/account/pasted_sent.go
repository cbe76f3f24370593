package account

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// commands are the words of a command line that sends or writes what stands behind them.
var commands = []string{
	"curl", "curl.exe", "wget", "http", "https", "xh", "echo", "printf", "invoke-restmethod", "irm", "invoke-webrequest", "iwr",
	"-d", "--data", "--data-raw", "--data-binary", "--json", "--post-data", "--body-data", "-body",
}

// inCommand reports whether JSON that begins behind these bytes is a part of a command,
// so that it was sent, or written to be: on a line of one, quoted in it, or on a line
// that continues one.
func inCommand(before []byte) bool {
	from := bytes.LastIndexByte(before, '\n') + 1
	line := strings.TrimSpace(string(before[from:]))
	above := bytes.TrimSpace(before[:from])
	above = above[bytes.LastIndexByte(above, '\n')+1:]
	switch {
	case len(line) > lineBound, len(above) > lineBound:
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

func isCommand(line string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(line)), func(word string) bool { return slices.Contains(commands, word) })
}

// request takes what a line of curl -v, of HTTPie or of a browser's tools tells of the
// request: whether what follows is its body.
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

// statusOf is the status that a line of curl -i or of a browser's tools tells; 0 when
// it tells none.
func statusOf(line string) int {
	fields := strings.Fields(strings.TrimPrefix(strings.ToLower(line), "status code:"))
	switch low := strings.ToLower(line); {
	case len(fields) > 0 && strings.HasPrefix(low, "status code:"):
		return int(number(json.RawMessage(fields[0])))
	case len(fields) > 1 && strings.HasPrefix(low, "http/"):
		return int(number(json.RawMessage(fields[1])))
	}
	return 0
}
