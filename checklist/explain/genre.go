package explain

import (
	"slices"
	"strings"
)

// manualPhrases are words of manuals and articles.
var manualPhrases = []string{
	"you will learn", "youll learn", "learn how", "in this guide", "this guide covers", "this guide", "this article", "this post", "this tutorial", "this section", "this page describes", "this document", "step by step",
	"common causes", "typical causes", "common errors", "common issues", "common pitfalls", "possible causes", "best practices", "the following errors", "the following table", "how to fix", "how to handle", "troubleshooting",
	"if youre", "if you are", "if you receive", "if you get", "if you see", "when you", "make sure", "refer to", "recommends",
	"in diesem artikel", "diese anleitung", "häufige ursachen", "dans cet article", "causes possibles", "en este artículo", "posibles causas", "この記事では", "とは", "解決策", "解決方法", "本文", "解决方法",
}

// longestPage is how many bytes a page may have; a longer text is taken for a log.
const longestPage = 1 << 15

// isManual reports whether the text is a manual or an article, in which nobody says what happened
// to them.
func (r *reader) isManual() bool {
	w := r.words
	if len(w) > longestPage {
		return false // a log
	}
	for _, told := range []string{" i ", " im ", " ive ", " my ", " me ", " we get ", " we got ", " we are getting ", " were getting ", " our sync ", " traceback ", " exception in thread ", " caused by "} {
		if strings.Contains(w, told) {
			return false
		}
	}
	n := 0
	for _, t := range manualPhrases {
		if strings.Contains(w, " "+t+" ") || t[0] >= 0x80 && strings.Contains(w, t) {
			n++
		}
	}
	return n >= 3 || n == 2 && len(w) < 1500
}

// planLabels are labels in plans and in alerting rules.
var planLabels = strings.Split("expr,annotations,acceptance criteria,story points,user story,area path,iteration,sprint,backlog,assigned to,work item,definition of done", ",")

// isPlan reports whether the text is a plan: a roadmap, a user story, a scenario of a test, an
// alerting rule.
func (r *reader) isPlan() bool {
	if len(r.words) > longestPage {
		return false
	}
	for _, s := range r.stmts[:min(len(r.stmts), 1)] {
		if first := strings.Fields(strings.ToLower(r.text[s.from:s.to])); len(first) > 1 && (first[0] == "feature" && first[1] == "request:" || slices.Contains([]string{"roadmap", "milestone", "okr", "backlog", "goals"}, strings.Trim(first[0], "#:*"))) {
			return true
		}
	}
	n := 0
	if _, story, ok := strings.Cut(r.words, " as a "); ok && strings.Contains(story[:min(len(story), 40)], " i want ") {
		return true
	}
	steps := make(map[string]bool) // of a scenario
	for _, s := range r.stmts {
		for _, step := range []string{"Given ", "When ", "Then "} {
			if strings.Contains(r.text[s.from:min(s.to, s.from+40)], step) {
				steps[step] = true
			}
		}
	}
	if len(steps) == 3 {
		return true
	}
	for _, label := range planLabels {
		if strings.Contains(r.words, " "+label+" ") {
			n++
		}
	}
	return n > 1
}

// tabulates reports whether three or more lines begin with different statuses, as a table of what
// they mean does.
func (r *reader) tabulates() bool {
	if len(r.words) > longestPage {
		return false
	}
	rows := make(map[string]bool)
	for _, s := range r.stmts {
		line := strings.TrimLeft(r.text[s.from:s.to], " \t|-*•`")
		if len(line) > 4 && isStatus(line[:3]) && strings.HasPrefix(strings.TrimLeft(line[3:], " \t`"), "|") {
			rows[line[:3]] = true
		}
	}
	return len(rows) >= 3
}

// isList reports whether the text has many error codes or sentences and no answer: then it is a
// specification or source code.
func (r *reader) isList() bool {
	seen, sentences := make(map[string]bool), make(map[Code]bool)
	for _, h := range r.hits {
		switch {
		case h.strength == strengthCode:
			seen[h.parts[0]] = true
		case h.strength == strengthSentence && !h.alone:
			sentences[h.code] = true
		}
	}
	return len(sentences) >= 2 && !slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.hasAddress }) && !strings.Contains(r.text, markBody) || len(seen) >= 5 || len(seen) >= 3 && !strings.Contains(r.text, markBody) || r.statusTable
}

// listsStatuses reports whether the text has three or more statuses and no address: then it is a
// table of a manual or of a program.
func (r *reader) listsStatuses() bool {
	seen := make(map[int]bool)
	for _, e := range r.exchs {
		if e.hasAddress {
			return false
		}
		seen[e.status] = true
	}
	delete(seen, 0)
	return len(seen) >= 3
}

// listsChanges reports whether the text is a changelog: a heading with a version number, then a
// list.
func (r *reader) listsChanges() bool {
	if len(r.words) > longestPage || len(r.stmts) < 2 {
		return false
	}
	title := strings.ToLower(strings.Trim(r.text[r.stmts[0].from:r.stmts[0].to], " \t\r\n#*=_[]"))
	title = strings.TrimPrefix(strings.TrimPrefix(title, "version "), "v")
	number := title[:len(title)-len(strings.TrimLeft(title, "0123456789."))]
	if strings.Count(number, ".") == 0 && !strings.HasPrefix(title, "changelog") && !strings.HasPrefix(title, "release notes") || len(title) > 60 {
		return false
	}
	if number == "" {
		return true
	}
	for _, s := range r.stmts[1:] {
		if line := strings.TrimLeft(r.text[s.from:s.to], " \t"); strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "• ") || isVersion(line) || strings.HasPrefix(line, "### ") {
			continue
		}
		return false
	}
	return true
}

// testsPassed reports whether the text is the output of a test runner without failures.
func (r *reader) testsPassed() bool {
	if len(r.words) > longestPage {
		return false
	}
	for _, unit := range []string{"examples", "example", "tests", "runs", "assertions"} {
		if strings.Contains(r.words, " "+unit+" 0 failures ") || strings.Contains(r.words, " "+unit+" 0 failed ") {
			return true
		}
	}
	return false
}
