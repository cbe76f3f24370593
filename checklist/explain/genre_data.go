package explain

import (
	"net/http"
	"slices"
	"strings"
)

// isData reports whether the text, pasted so (layout), is a table of tickets, what a program counts, the change of a program
// or a file of settings: its words are data.
func (r *reader) isData(pasted string) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(r.text, " \n"), "\n")
	if strings.HasPrefix(first, "diff --git ") || strings.HasPrefix(first, "--- a/") || strings.HasPrefix(first, "$ git log") || strings.HasPrefix(first, "commit ") && strings.Contains(r.text, "\nAuthor: ") || isFileName(strings.TrimPrefix(strings.TrimPrefix(first, "# "), "// ")) && !strings.Contains(r.text, "rror: ") || r.isSettings() || r.isProgram() || r.isQuery() || r.isYAML() {
		return true
	}
	if strings.HasPrefix(first, "# HELP ") || strings.HasPrefix(first, "# TYPE ") {
		return true // of Prometheus
	}
	if strings.Contains(r.text, "{{ticket.") || strings.Contains(r.text, "{{current_user.") {
		return true // a macro
	}
	if isMetrics(pasted) || isLint(pasted) || listsTickets(pasted) || listsSource(pasted) || strings.Contains(r.text, "\nPlan: ") && strings.Contains(r.text, " to add, ") && !strings.Contains(r.text, "Error: ") {
		return true
	}
	const most, longest = 3, 4000 // lines, since a title may come before the head of a table, and bytes of one
	n := 0
	for line := range strings.Lines(pasted[:min(len(pasted), most*longest)]) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if n++; n > most {
			return false
		}
		head := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return r == ',' || r == ';' || r == tab })
		if len(head) > 3 && slices.ContainsFunc(head, func(column string) bool {
			return slices.Contains([]string{"subject", "requester", "assignee", "priority", "tags", "macro", "makro"}, strings.Trim(column, " \"\r\n"))
		}) && !strings.ContainsAny(line, ".:") {
			return mostlyRows(pasted)
		}
	}
	return false
}

// mostlyRows reports whether at least half of the lines have two separators of columns or more.
func mostlyRows(text string) bool {
	rows, lines := 0, 0
	for line := range strings.Lines(text[:min(len(text), longestPage)]) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		lines++
		if strings.Count(line, ",")+strings.Count(line, ";")+strings.Count(line, string(tab)) > 1 {
			rows++
		}
	}
	return 2*rows >= lines
}

// isMetrics reports whether three lines of a text are counts as Prometheus writes them, with labels:
// zendesk_responses_total{code="401"} 0.
func isMetrics(pasted string) bool {
	const few = 3
	n := 0
	for line := range strings.Lines(pasted[:min(len(pasted), longestPage)]) {
		name, rest, ok := strings.Cut(strings.TrimSpace(line), "{")
		_, count, closed := strings.Cut(rest, "\"} ")
		if ok && closed && strings.Contains(name, "_") && isNumber(strings.TrimSpace(strings.ReplaceAll(count, ".", ""))) {
			n++
		}
	}
	return n >= few
}

// isLint reports whether three lines of a text are findings of a linter: "  12:7  warning  …" of ESLint,
// or "src/oauth.rb:12:7: …".
func isLint(pasted string) bool {
	const few = 3
	n := 0
	for line := range strings.Lines(pasted[:min(len(pasted), longestPage)]) {
		place, rest, ok := strings.Cut(strings.TrimSpace(line), " ")
		file, place, found := strings.Cut(strings.TrimSuffix(place, ":"), ":")
		switch row, column, both := strings.Cut(place, ":"); {
		case found && isSourceFile(file) && both && isNumber(row) && isNumber(column):
			n++
		case ok && found && isNumber(file) && isNumber(place) && (strings.HasPrefix(strings.TrimSpace(rest), "warning ") || strings.HasPrefix(strings.TrimSpace(rest), "error ")):
			n++
		}
	}
	return n >= few
}

// listsTickets reports whether three lines of a text are rows of a list of tickets: a number and a status,
// "#18802  Open  …".
func listsTickets(pasted string) bool {
	const few = 3
	n := 0
	for line := range strings.Lines(pasted[:min(len(pasted), longestPage)]) {
		f := strings.Fields(strings.ToLower(line))
		if len(f) > 2 && isNumber(strings.TrimPrefix(f[0], "#")) && len(f[0]) > 2 && slices.Contains([]string{"new", "open", "pending", "hold", "on-hold", "solved", "closed"}, f[1]) {
			n++
		}
	}
	return n >= few
}

// listsSource reports whether three lines of a text are lines of programs, as grep -n prints them:
// "src/errors.ts:4:export const …".
func listsSource(pasted string) bool {
	const few = 3
	n := 0
	for line := range strings.Lines(pasted[:min(len(pasted), longestPage)]) {
		file, rest, _ := strings.Cut(line, ":")
		number, code, ok := strings.Cut(rest, ":")
		if !ok || !isSourceFile(file) || !isNumber(number) {
			continue
		}
		if message := strings.HasPrefix(code, " ") && !strings.HasPrefix(code, "  "); !message && !strings.HasPrefix(code, "in ") { // of a test, and of a stack trace of Ruby
			n++
		}
	}
	return n >= few
}

// headedByStatuses reports whether three lines of the text are a status and its name alone, as a manual lists them.
func (r *reader) headedByStatuses() bool {
	if len(r.words) > longestPage {
		return false
	}
	const few = 3
	seen := make(map[string]bool)
	for line := range strings.Lines(r.text) {
		status, name, ok := strings.Cut(strings.Trim(line, " \n#*`"), " ")
		if ok && len(status) == 3 && (status[0] == '4' || status[0] == '5') && isNumber(status) && name == http.StatusText(parseStatus(status)) {
			seen[status] = true
		}
	}
	return len(seen) >= few
}
