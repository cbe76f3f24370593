package explain

import (
	"slices"
	"strings"
)

// isData reports whether the text, pasted so (layout), is a table of tickets, what a program counts, the change of a program
// or a file of settings: its words are data.
func (r *reader) isData(pasted string) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(r.text, " \n"), "\n")
	if startsWith(first, "diff --git ", "--- a/", "$ git log", "# HELP ", "# TYPE ") || // the last two are Prometheus's
		strings.HasPrefix(first, "commit ") && strings.Contains(r.text, "\nAuthor: ") ||
		isFileName(strings.TrimPrefix(strings.TrimPrefix(first, "# "), "// ")) && !strings.Contains(r.text, "rror: ") ||
		len(r.words) <= longestPage && (r.isSettings() || r.isProgram() || r.isYAML()) || r.isQuery() ||
		isTicketTable(r.text) || contains(r.text, "{{ticket.", "{{current_user.") || // a macro
		countIn(pasted, isMetric) > 2 || countIn(pasted, isLint) > 2 || countIn(pasted, isTicket) > 2 || countIn(pasted, isSourceLine) > 2 ||
		strings.Contains(r.text, "\nPlan: ") && strings.Contains(r.text, " to add, ") && !strings.Contains(r.text, "Error: ") {
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
			return slices.Contains([]string{"subject", "requester", "assignee", "priority", "tags", "macro", "makro", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "temat", "тема", "konu", "件名", "标题", "제목"}, strings.Trim(column, " \"\r\n"))
		}) && !strings.ContainsAny(line, ".:") {
			return mostlyRows(pasted)
		}
	}
	return false
}

// countIn counts the lines of a page of which something is true, without the blanks around them.
func countIn(text string, is func(line string) bool) (n int) {
	for line := range strings.Lines(text[:min(len(text), longestPage)]) {
		if is(strings.TrimSpace(line)) {
			n++
		}
	}
	return n
}

// mostlyRows reports whether at least half of the lines have two separators of columns or more.
func mostlyRows(text string) bool {
	lines := countIn(text, func(line string) bool { return line != "" })
	return 2*countIn(text, func(line string) bool {
		return strings.Count(line, ",")+strings.Count(line, ";")+strings.Count(line, string(tab)) > 1
	}) >= lines
}

// isMetric reports whether a line is a count as Prometheus writes it, with labels:
// zendesk_responses_total{code="401"} 0.
func isMetric(line string) bool {
	name, rest, ok := strings.Cut(line, "{")
	_, count, closed := strings.Cut(rest, "\"} ")
	return ok && closed && strings.Contains(name, "_") && isNumber(strings.TrimSpace(strings.ReplaceAll(count, ".", "")))
}

// isLint reports whether a line is a finding of a linter: "  12:7  warning  …" of ESLint, or
// "src/oauth.rb:12:7: …".
func isLint(line string) bool {
	place, rest, _ := strings.Cut(line, " ")
	file, place, found := strings.Cut(strings.TrimSuffix(place, ":"), ":")
	row, column, _ := strings.Cut(place, ":")
	return strings.Contains(line, "[Ln ") && strings.Contains(line, ", Col ") || // of VS Code
		found && (isSourceFile(file) && isNumber(row) && isNumber(column) ||
			isNumber(file) && isNumber(place) && startsWith(strings.TrimSpace(rest), "warning ", "error "))
}

// isTicketTable reports whether a text has a table as psql prints it, with a column of subjects.
func isTicketTable(text string) bool {
	before := ""
	for line := range strings.Lines(text[:min(len(text), longestPage)]) {
		if strings.HasPrefix(line, "----") && strings.Contains(line, "-+-") && strings.Contains(before, " subject") {
			return true
		}
		before = line
	}
	return false
}

// isTicket reports whether a line is a row of a list of tickets: a number and a status, "#18802  Open  …".
func isTicket(line string) bool {
	f := strings.Fields(strings.ToLower(line))
	return len(f) > 2 && isNumber(strings.TrimPrefix(f[0], "#")) && slices.Contains([]string{"new", "open", "pending", "hold", "on-hold", "solved", "closed"}, f[1])
}

// isSourceLine reports whether a line is one of a program, as grep -n prints it: "src/errors.ts:4:export const …".
func isSourceLine(line string) bool {
	file, rest, _ := strings.Cut(line, ":")
	number, code, _ := strings.Cut(rest, ":")
	message := strings.HasPrefix(code, " ") && !strings.HasPrefix(code, "  ")                    // of a test
	return isSourceFile(file) && isNumber(number) && !message && !strings.HasPrefix(code, "in ") // a stack trace of Ruby
}

// isStatusHeading reports whether a line is a status and its name alone, as a manual lists them.
func isStatusHeading(line string) bool {
	status, name, ok := strings.Cut(strings.Trim(line, " #*`"), " ")
	return ok && len(status) == 3 && isNumber(status) && slices.Contains(reasonPhrases, strings.ToLower(name))
}
