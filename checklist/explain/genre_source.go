package explain

import (
	"slices"
	"strings"
)

// isFileName reports whether a line is the name of a file of settings, as the first line of one says it.
func isFileName(line string) bool {
	return line != "" && !strings.Contains(line, " ") && endsIn(line, ".yml", ".yaml", ".toml", ".ini", ".env", ".conf", ".tf", ".properties")
}

// isProgram reports whether nearly each line of the text is one of a program.
func (r *reader) isProgram() bool {
	if compilerErrors(r.text) || strings.HasPrefix(r.text, "/**\n") || strings.HasPrefix(r.text, "func Test") && !strings.Contains(r.text, "--- FAIL") {
		return true
	}
	n, others, named := 0, 0, false
	for line := range strings.Lines(r.text) {
		line = strings.TrimSpace(line)
		if comment := strings.TrimLeft(line, "#/ "); n+others == 0 && comment != line && isSourceFile(comment) {
			named = true // the file that it is from
		}
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "```") {
			continue
		}
		if strings.Contains(line, "Error: ") {
			return false
		}
		switch first, _, _ := strings.Cut(line, " "); {
		case programWords.has(strings.TrimRight(first, "(")), first[0] == '@' && first == line, isChainedCall(line):
			n++
		case strings.IndexByte(":;{}(),[]", line[len(line)-1]) < 0:
			others++
		}
	}
	return n > 2 && (n > 8*others || named && n > others)
}

// compilerErrors reports whether a text has errors of a compiler, of TypeScript, Rust or C#: "error
// TS2322: ", "error[E0308]: ".
func compilerErrors(text string) bool {
	for _, begin := range []string{"error TS", "error[E", "error CS"} {
		if _, rest, ok := strings.Cut(text, begin); ok && len(rest) > 4 && isNumber(rest[:4]) {
			return true
		}
	}
	return false
}

// isSourceFile reports whether a line is the name of a file of a program.
func isSourceFile(line string) bool {
	return line != "" && !strings.Contains(line, " ") && endsIn(line, ".rb", ".py", ".js", ".ts", ".go", ".java", ".kt", ".php", ".cs", ".rs", ".ex", ".exs")
}

// isQuery reports whether the text is a query of a database, without what it found.
func (r *reader) isQuery() bool {
	begins, ends, clauses := "", "", 0
	for line := range strings.Lines(r.text[:min(len(r.text), longestPage)]) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "--") {
			continue
		}
		first, _, _ := strings.Cut(line, " ")
		if begins == "" {
			begins = first
		}
		if slices.Contains([]string{"FROM", "WHERE", "VALUES", "SET", "JOIN", "GROUP", "ORDER"}, first) {
			clauses++
		}
		ends = line
	}
	return clauses > 1 && strings.HasSuffix(ends, ";") && slices.Contains([]string{"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"}, begins)
}

// isChainedCall reports whether a line is a call that goes on from the line before, or opens one of
// the calls that stubs are made of: .to_return(…), stub_request(:get, …).
func isChainedCall(line string) bool {
	name, _, ok := strings.Cut(line, "(")
	object, method, isPath := strings.Cut(line, ".")
	return !ok && isPath && smallLetters(object) && smallLetters(method) || ok && // the first is subject.me
		(strings.HasPrefix(name, ".") || strings.Contains(name, "_")) && strings.Trim(name, "._"+latinLetters) == ""
}

// programWords begin lines of programs.
var programWords = setOf("let subject context before after RSpec.describe RSpec.context with assert it expect describe module when begin unless def class func function return if else elsif elif for while switch case default raise throw try catch except rescue end import from export const let var public private static package use require")

// isSettings reports whether each line of the text sets a variable or is a comment, and three do the first.
func (r *reader) isSettings() bool {
	set, ini := 0, false
	for line := range strings.Lines(r.text) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "export ")
		name, _, ok := strings.Cut(line, "=")
		switch {
		case line == "" || line[0] == '#' || line[0] == ';':
		case line[0] == '[' && line[len(line)-1] == ']': // of a section of an INI file
			ini = true
		case ok && name != "" && (strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == "" || ini && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_ ") == ""):
			set++
		default:
			return false
		}
	}
	return set > 2
}

// isYAML reports whether the text is a file of YAML with several items of a list, as rules and
// pipelines are written.
func (r *reader) isYAML() bool {
	if strings.HasPrefix(strings.TrimLeft(r.text, " \n-"), "apiVersion: ") && strings.Contains(r.text, "\nkind: ") && !strings.Contains(r.text, "\nstatus:") {
		return true // of Kubernetes
	}
	items, nested, heads, deepest, answers := 0, 0, 0, 0, 0
	for line := range strings.Lines(r.text) {
		deepest = max(deepest, len(line)-len(strings.TrimLeft(line, " ")))
		line = strings.TrimSpace(line)
		item := strings.HasPrefix(line, "- ")
		key, _, ok := strings.Cut(strings.TrimPrefix(line, "- "), ":")
		switch {
		case line == "" || line[0] == '#':
		case !ok || key == "" || strings.ContainsAny(key, " \t{}()[]"):
			return false
		case answerKeys.has(strings.ToLower(key)):
			if answers++; answers > 1 || !configKeys.has(strings.ToLower(key)) {
				return false // what somebody answered, printed as YAML
			}
		case item:
			items++
		case line == key+":":
			heads++
		default:
			nested++
		}
	}
	const deep = 4
	return nested > 1 && (items > 1 || heads > 1 && deepest >= deep)
}

// answerKeys are keys of an answer, of a log record or of a failed task.
var answerKeys = setOf("error error_description status status_code code message msg body response exception failed stderr stdout level time timestamp")

// configKeys are those of them that a file of settings has as well.
var configKeys = setOf("level time body")

// isProposal reports whether the first two words of a text are the title of a design: RFC 031, ADR-017.
func isProposal(first, second string) bool {
	kind, number, _ := strings.Cut(strings.TrimRight(first, ":"), "-")
	return first == "rfc:" ||
		slices.Contains([]string{"rfc", "adr", "rfd", "dr"}, kind) && (isNumber(number) || number == "" && isNumber(strings.Trim(second, ":.-")))
}

// migrationVerbs begin titles of plans.
var migrationVerbs = setOf("migrate move replace switch introduce adopt migrating moving replacing switching")

// isMigration reports whether the first words of a text are the title of a plan to change something,
// and a list of three or more steps follows.
func isMigration(first []string, text string) bool {
	if first[0] == "title:" {
		first = first[1:]
	}
	if !migrationVerbs.has(first[0]) || !slices.Contains(first, "to") && !slices.Contains(first, "by") {
		return false
	}
	steps := strings.Count("\n"+text[:min(len(text), longestPage)], "\n- ") + countIn(text, func(line string) bool {
		number, _, ok := strings.Cut(line, ". ")
		return ok && isNumber(number)
	})
	return steps > 2
}

// reviewWords are words of the talk about a change.
var reviewWords = []string{"review", "approved", "merged", "ship it", "lgtm", "all checks passed", "all checks have passed", "approvals", "how i tested it", "changes requested", "nit"}

// asksForReview reports whether somebody shows code to be read, or several talk about a change that
// they read.
func (r *reader) asksForReview() bool {
	return hasAny(r.words, []string{"pr", "pull request", "merge request", "mr"}) && countAny(r.words, reviewWords) > 2 ||
		hasAny(r.words, []string{"code review", "before i merge", "before merging", "please review", "review please", "can somebody review", "can someone review", "review on", "ship it", "lgtm"}) &&
			contains(r.text, "```", "diff --git ", "def ", "func ")
}

// withoutDiffs removes the changes of a program that stand in fences of Markdown.
func withoutDiffs(text string) string {
	const fence = "```diff\n"
	if !strings.Contains(text, fence) {
		return text
	}
	var out strings.Builder
	for ok := true; ok; {
		before, rest, _ := strings.Cut(text, fence)
		out.WriteString(before)
		_, text, ok = strings.Cut(rest, "```")
	}
	return out.String()
}

// ticketKeys are the arguments of calls that write a ticket.
var ticketKeys = []string{"subject", "description", "comment", "body", "value", "title"}

// withoutTickets removes from calls what they write into a ticket, as in
// Ticket(subject="…", description="…") and Ticket.create!(client, subject: "…").
func withoutTickets(text string) string {
	if !strings.Contains(text, "subject=") && !strings.Contains(text, "subject: ") {
		return text
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		if opens := strings.IndexByte(line, '('); opens < 0 || !contains(line[opens:], "subject=\"", "subject='", "subject: \"", "subject: '") {
			out.WriteString(line)
			continue
		}
		for line != "" {
			at := strings.IndexAny(line, "\"'")
			if at < 0 {
				break
			}
			end := strings.IndexByte(line[at+1:], line[at])
			if end < 0 {
				break
			}
			key := strings.TrimRight(line[:at], "=: ")
			out.WriteString(line[:at+1])
			if !endsIn(key, ticketKeys...) {
				out.WriteString(line[at+1 : at+1+end])
			}
			out.WriteByte(line[at])
			line = line[at+2+end:]
		}
		out.WriteString(line)
	}
	return out.String()
}

// changeHeadings are headings of the description of a change to a program, as a pull request has.
var changeHeadings = []string{
	"what", "why", "how", "tests", "testing", "changes", "motivation", "screenshots", "rollout", "checklist", "summary", "implementation",
	"description of change", "description of changes", "manual qa steps", "risks", "rollback", "rollback steps", "test plan", "how to test", "timeline", "migration path", "migration plan", "alternatives", "open questions", "non-goals", "out of scope", "proposal",
}

// readmeHeadings are headings of the README of a library.
var readmeHeadings = setOf("installation install usage faq license licence contributing requirements quickstart development")

// describesChange reports whether the text has two such headings, or three of a README, or is a pull request
// that was merged.
func (r *reader) describesChange() bool {
	if strings.Contains(r.words, " merged ") && strings.Contains(r.words, " commits into ") {
		return true // as GitHub says it of a pull request
	}
	n, readme := 0, 0
	for _, s := range r.stmts {
		line := strings.TrimSpace(r.text[s.from:s.to])
		title := strings.TrimLeft(line, "#")
		name := strings.ToLower(strings.Trim(title, " :"))
		if title != line && slices.Contains(changeHeadings, name) {
			n++
		}
		if title != line && readmeHeadings.has(name) {
			readme++
		}
	}
	return n > 1 || readme > 2
}

// commitKinds begin the titles of commits, as Conventional Commits has them.
var commitKinds = setOf("fix feat test tests chore docs refactor perf build ci style revert")

// isCommitLine reports whether a line is one of git log --oneline, with --graph or without.
func isCommitLine(line string) bool {
	hash, title, ok := strings.Cut(strings.TrimLeft(line, " *|\\/"), " ")
	return ok && title != "" && len(hash) >= 7 && len(hash) <= 40 && strings.Trim(hash, "0123456789abcdef") == "" && strings.ContainsAny(hash, "abcdef")
}

// commits counts the titles of commits at the beginnings of lines, behind the hash if there is one.
func (r *reader) commits() int {
	return r.countLines(func(line string) bool {
		line = strings.TrimPrefix(strings.TrimLeft(line, " *|-"), "commit ")
		if hash, rest, ok := strings.Cut(line, " "); ok && len(hash) > 6 && strings.Trim(hash, "0123456789abcdef") == "" {
			line = strings.TrimLeft(rest, " ")
		}
		kind, _, ok := strings.Cut(line, ": ")
		kind, _, _ = strings.Cut(kind, "(")
		return ok && commitKinds.has(strings.TrimSuffix(kind, "!"))
	})
}

// isTranslation reports whether the text is a file of texts to translate: gettext's or Android's.
func isTranslation(text string) bool {
	return strings.Contains(text, "\nmsgstr ") || strings.Count(text, "<string name=") > 1
}
