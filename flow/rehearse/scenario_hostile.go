package rehearse

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"

	"zdg/flow/rehearse/stage"
)

func hostileScenarios() []Scenario {
	return []Scenario{
		{
			ID: "hostile-name", Title: "a subdomain that leads elsewhere is refused",
			Rule:  observed("T34-gnt", "a subdomain such as 169.254.169.254/x# made a connector call another host"),
			Fix:   "before a host is built from a subdomain, accept only letters, digits and inner hyphens, and refuse everything else",
			Needs: []string{"connect-leads"}, run: hostileName,
		},
		{
			ID: "hostile-spelling", Title: "other spellings of the account's name are cleaned or refused",
			Rule:  observed("T13", "customers paste the whole address of their account where its name is asked for"),
			Fix:   "reduce what is pasted to the name, or refuse it with a page",
			Needs: []string{"hostile-name"}, run: hostileSpelling,
		},
		{
			ID: "hostile-state", Title: "a state that was changed is refused",
			Rule:  observed("T38", "a published connector sends its client secret to any host that stands in its unsigned state"),
			Fix:   "sign what the state carries, or use a random key to data that you keep yourself",
			Needs: []string{"callback-foreign-state"}, run: hostileState,
		},
	}
}

// hostileNames returns account names from which a careless program builds another host. They lead to the canary or to
// .invalid, never to a real host.
func (r *rehearsal) hostileNames(name string) []string {
	here := r.canary.host(r.plan.BaseEnv == "")
	return []string{
		here + "/x?", here + "#", here + "/", here + `\`, "user@" + here + "/", name + ".zendesk.com@" + here + "/",
		"rehearsal.invalid/", "rehearsal.invalid#", name + ".zendesk.com.rehearsal.invalid/", "rehearsal.invalid%2f",
		"rehearsal\uff0einvalid\uff0f", "rehearsal\u3002invalid/",
		name + ".", ".", "..", "../" + name, name + "/../x", "x." + name, name + "\r\nX-Rehearsal: 1", name + "\n", here + "/x?\n" + name, name + "\n.rehearsal.invalid/", name + "\x00", "",
	}
}

func hostileName(ctx context.Context, r *rehearsal) finding {
	a := r.stage.Add()
	names := r.hostileNames(a.Name)
	cleaned := 0
	var odd finding
	for _, name := range names {
		hits := r.canary.count()
		b := r.newBrowser()
		begin := r.beginAs(ctx, b, a, name)
		shown := r.masked(strings.NewReplacer("\r", `\r`, "\n", `\n`, "\x00", `\0`).Replace(name))
		switch {
		case begin.problem == "":
			cleaned++
		case begin.elsewhere:
			return failed("%q sends the browser to %s%s", shown, r.masked(withoutQuery(begin.visit.to)), r.followHostile(ctx, begin))
		case begin.visit.to != nil: // another path of the right account
			return failed("%q: %s", shown, begin.problem)
		case begin.visit.err != nil:
			odd = failed("%q: %s", shown, begin.problem)
		case begin.visit.status >= 500 && odd.verdict == "":
			odd = warned("%q ends in a server error, %d", shown, begin.visit.status)
		}
		if len(r.canary.since(hits)) > 0 {
			return failed("%q makes the program call another host", shown)
		}
	}
	if odd.verdict != "" {
		return odd
	}
	return passed("%d names: %d were refused, %d cleaned", len(names), len(names)-cleaned, cleaned)
}

// followHostile goes on as an attacker's page would: it sends the browser back with a code of its own. It returns words that
// say so when the program then sends its secret to the attacker's host; "" otherwise.
func (r *rehearsal) followHostile(ctx context.Context, begin authorization) string {
	q := begin.visit.to.Query()
	to, err := url.Parse(q.Get("redirect_uri"))
	if err != nil || !begin.browser.isProgram(to) {
		return ""
	}
	hits := r.canary.count()
	r.callback(ctx, begin.browser, withQuery(to, func(v url.Values) { v.Set("code", rand.Text()); v.Set("state", q.Get("state")) }))
	sleep(ctx, r.quietTime())
	for _, h := range r.canary.since(hits) {
		if h.credentials {
			return ", and code and secret are sent there"
		}
	}
	return ""
}

func hostileSpelling(ctx context.Context, r *rehearsal) finding {
	a := r.stage.Add()
	cleaned, refused := 0, 0
	for _, name := range []string{
		strings.ToUpper(a.Name), " " + a.Name + " ", a.Name + ".zendesk.com", "https://" + a.Name + ".zendesk.com", "https://" + a.Name + ".zendesk.com/agent/dashboard",
	} {
		begin := r.beginAs(ctx, r.newBrowser(), a, name)
		switch {
		case begin.problem == "":
			cleaned++
		case begin.elsewhere && !sameIgnoringCase(begin.visit.to, a):
			return failed("%q sends the browser to %s", r.masked(name), r.masked(withoutQuery(begin.visit.to)))
		case begin.visit.broken() != "":
			return failed("%q: %s", r.masked(name), begin.visit.broken())
		default:
			refused++
		}
	}
	return passed("%d were cleaned, %d refused", cleaned, refused)
}

// sameIgnoringCase reports whether an address is the account's except for upper case, which does not matter in a host.
func sameIgnoringCase(u *url.URL, a *stage.Account) bool {
	return strings.EqualFold(u.Hostname(), a.Name+".zendesk.com") || strings.HasPrefix(strings.ToLower(u.Path), "/"+a.Name+"/")
}

// replaceInState returns a state with the account's name in it replaced: as plain text, in base64 or in hexadecimal. It
// returns "" when the state does not carry the name.
func replaceInState(state, name, other string) string {
	if strings.Contains(state, name) {
		return strings.ReplaceAll(state, name, other)
	}
	parts := strings.Split(state, ".")
	for i, part := range parts {
		if strings.Contains(part, "--") {
			continue // a signature behind two hyphens must not be decoded with the rest
		}
		for _, enc := range []*base64.Encoding{base64.RawURLEncoding, base64.URLEncoding, base64.StdEncoding, base64.RawStdEncoding} {
			text, err := enc.DecodeString(part)
			if err != nil || !strings.Contains(string(text), name) {
				continue
			}
			parts[i] = enc.EncodeToString([]byte(strings.ReplaceAll(string(text), name, other)))
			return strings.Join(parts, ".")
		}
	}
	for _, run := range encodedRun().FindAllString(state, -1) { // Rails puts -- before a signature, Django a colon
		text, err := base64.RawStdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(run))
		if err == nil && strings.Contains(string(text), name) {
			encoding := base64.RawURLEncoding
			if strings.ContainsAny(run, "+/") || strings.HasSuffix(run, "=") {
				encoding = base64.StdEncoding
			}
			return strings.Replace(state, run, encoding.EncodeToString([]byte(strings.ReplaceAll(string(text), name, other))), 1)
		}
	}
	if coded := hex.EncodeToString([]byte(name)); strings.Contains(state, coded) {
		return strings.ReplaceAll(state, coded, hex.EncodeToString([]byte(other)))
	}
	return ""
}

// encodedRun matches base64 that stands between other characters or double hyphens.
var encodedRun = pattern(`[A-Za-z0-9+/_]+(-[A-Za-z0-9+/_]+)*={0,2}`)

func hostileState(ctx context.Context, r *rehearsal) finding {
	carries := false
	other := r.stage.Add()
	for _, host := range []string{other.Name, r.canary.host(r.plan.BaseEnv == "") + "/x?"} {
		b := r.newBrowser()
		begin, to, problem := r.untilCallback(ctx, b)
		if problem != "" {
			return failed("%s", problem)
		}
		changed := replaceInState(to.Query().Get("state"), begin.account.Name, host)
		if changed == "" {
			continue
		}
		carries = true
		from, hits := r.stage.Count(), r.canary.count()
		r.callback(ctx, b, withQuery(to, func(q url.Values) { q.Set("state", changed) }))
		sleep(ctx, r.quietTime())
		if len(r.canary.since(hits)) > 0 {
			return failed("with another host in the state, the program sends code and secret there")
		}
		for _, q := range r.programRequests(from) {
			if q.Grant != nil {
				return failed("with another account in the state, the program sends the code to %s", r.whose(q, begin.account))
			}
		}
	}
	if !carries {
		return passed("the state does not carry the account's name")
	}
	return passed("the state carries the account's name, and is refused when it was changed")
}

// whose says which account a request went to.
func (r *rehearsal) whose(q stage.Request, a *stage.Account) string {
	if q.Account == a.Name {
		return "the account that was authorized: it did not notice the change"
	}
	return fmt.Sprintf("the other account, %s", r.masked(q.Account))
}
