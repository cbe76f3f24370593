package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// pasted checks that whoever pastes what the server answered gets the code of the test.
func (row faultRow) pasted(t *testing.T, r *faultRun) {
	t.Helper()
	text := transcript(r, row.step, row.code)
	switch head, _, whole := strings.Cut(text, "<\n"); {
	case row.step == checklist.StepAuthorize:
		text = browser(r)
	case row.step == checklist.StepExchange && row.code == "unreadable-answer" && whole && strings.Contains(head, fmt.Sprintf("Content-Length: %d\n", len(r.secrets.sent))):
		// What the test keeps is read, masked and written anew: whoever pastes has it as it was sent.
		text = head + "<\n" + r.secrets.sent
	}
	if row.fault == "record-endless-list" { // the test keeps no list of clients: whoever pastes has it (package practice, paged)
		text = regexp.MustCompile(`\(\d+ bytes, not kept\)`).ReplaceAllLiteralString(text, `{"clients":[],"links":{"next":"https://d3v-acme.zendesk.com/api/v2/oauth/clients.json?page[after]=MQ%3D%3D","prev":null},"meta":{"after_cursor":"MQ==","before_cursor":null,"has_more":true}}`)
	}
	if row.code == "" || text == "" {
		return
	}
	var codes []string
	for _, d := range explain.Text(text) {
		codes = append(codes, string(d.Code))
	}
	same := len(codes) > 0 && codes[0] == row.code || len(codes) == 0 && row.code == "unknown-answer"
	if !same {
		t.Errorf("pasted: %v, and the test says %s:\n%s", codes, row.code, text)
	}
}

// transcript is what a step of the test asked and was answered, as curl prints it for an
// account of its own name; the last request that was not granted. Empty: nothing was asked.
func transcript(r *faultRun, step checklist.StepID, code string) string {
	var text string
	for _, traffic := range r.traffic {
		e := traffic.Exchange
		u, err := url.Parse(e.URL)
		if err != nil || traffic.Step != step {
			continue
		}
		asked := fmt.Sprintf("> %s %s HTTP/1.1\n> Host: d3v-acme.zendesk.com\n", e.Method, u.RequestURI())
		if e.Status == 0 {
			text = asked + "* " + e.Problem + " (d3v-acme.zendesk.com)\n"
			continue
		}
		answered := fmt.Sprintf("< HTTP/1.1 %d\n", e.Status)
		for _, h := range e.ResponseHeaders {
			answered += "< " + h + "\n"
		}
		lacks := code == "no-expiry" || code == "no-refresh-token"
		switch {
		case step == checklist.StepRevoke, step == checklist.StepRecord && code == "record-not-found": // what was deleted, and whether it is gone; page after page
			text += asked + answered + "<\n" + e.ResponseBody + "\n"
		case code == "timeout" && e.Problem != "": // the answer began
			text = asked + answered + "<\n" + e.ResponseBody + "\n* " + e.Problem + " (d3v-acme.zendesk.com)\n"
		case lacks && e.Status < 300, !lacks && e.Status >= 300, text == "", !lacks && step == checklist.StepExchange:
			text = asked + answered + "<\n" + e.ResponseBody
		}
	}
	if code == "no-expiry" || code == "no-refresh-token" {
		text += "\nOur store has expires_at = NULL for it, and cannot refresh it: why?\n"
	}
	return text
}

// browser is what a person sees who authorizes: the address that was opened, and the page or the
// address that the browser ended on.
func browser(r *faultRun) string {
	u, err := url.Parse(r.opened)
	if err != nil || r.opened == "" {
		return ""
	}
	shown := r.shown
	if came, err := url.Parse(shown); err == nil && came.Host != "" && !strings.Contains(u.Query().Get("redirect_uri"), came.Host) {
		shown += "\n127.0.0.1 refused to connect." // nobody listens there
	}
	return "https://d3v-acme.zendesk.com" + u.RequestURI() + "\n\n" + shown + "\n"
}
