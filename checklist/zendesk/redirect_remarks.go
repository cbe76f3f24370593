package zendesk

import (
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Why there is a remark on a host: nobody can edit the record after the conversion (Z1).
const (
	whyTunnel  = "it forwards to one machine for a while, and whoever gets the name next receives the authorization codes"
	whyPreview = "it is a shared or throw-away address of a hosting service, and once released it can be taken by somebody else"
	whySink    = "it shows what it receives to others, authorization codes included"
	whyUpload  = "it is where one upload of a Zendesk app lives, and the next upload has another address"
	frozenNote = ", and a redirect URL of a global client can no longer be edited: register the production host before the request"
)

// temporaryHosts are domains, with all hosts below them, that should not be frozen.
var temporaryHosts = []struct{ code, why, domains string }{
	{"tunnel-host", whyTunnel, "ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev ngrok.pizza trycloudflare.com cfargotunnel.com loca.lt localtunnel.me serveo.net localhost.run lhr.life lhr.rocks pagekite.me tunnelmole.net tunnelmole.com bore.pub devtunnels.ms telebit.io pinggy.io pinggy.link ts.net tailscale.net localxpose.io loclx.io zrok.io playit.gg expose.dev sharedwithexpose.com localtonet.com tunnelto.dev exp.direct"},
	{"preview-host", whyPreview, "vercel.app now.sh netlify.app herokuapp.com pages.dev workers.dev onrender.com fly.dev railway.app up.railway.app gitpod.io gitpod.dev github.dev githubpreview.dev app.github.dev github.io gitlab.io web.app firebaseapp.com cloudshell.dev codesandbox.io csb.app stackblitz.io webcontainer.io replit.dev replit.app repl.co glitch.me surge.sh deno.dev azurewebsites.net azurestaticapps.net amplifyapp.com elasticbeanstalk.com run.app lovable.app lovableproject.com bolt.host vusercontent.net v0.app base44.app hf.space streamlit.app koyeb.app northflank.app code.run ondigitalocean.app appspot.com cloudfunctions.net azurecontainerapps.io cloudapp.net cloudapp.azure.com on.aws amazonaws.com cloudfront.net awsapprunner.com vercel.dev render.com cyclic.app pythonanywhere.com wixsite.com bubbleapps.io webflow.io auth.expo.io"},
	{"deployment-url", whyUpload, "zdusercontent.com zendesk-apps.com"},
	{"sink-host", whySink, "webhook.site requestbin.com requestbin.net pipedream.net requestcatcher.com beeceptor.com hookbin.com postb.in ptsv2.com typedwebhook.tools oauth.pstmn.io getpostman.com postman.com postman-echo.com hoppscotch.io developers.google.com jwt.io openidconnect.net httpbin.org reqbin.com requestinspector.com oauthdebugger.com oidcdebugger.com smee.io oauth.tools jwt.ms insomnia.rest"},
	{"local-name", "it is a name that only some networks know", "local internal test lan home corp intranet home.arpa onion i2p alt"},
	{"local-name", "it is the machine of whoever opens it, and never yours", "localhost localdomain"},
	{"local-name", "it leads to an address on the machine or in the local network", "nip.io sslip.io xip.io lvh.me localtest.me vcap.me"},
}

// temporaryHostIndex has the index of each domain's row in temporaryHosts.
var temporaryHostIndex = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for i, p := range temporaryHosts {
		for d := range strings.FieldsSeq(p.domains) {
			m[d] = i
		}
	}
	return m
})

// stagingWords are parts of a host name that hint at an environment other than production.
var stagingWords = []string{"staging", "stage", "stg", "dev", "develop", "development", "test", "testing", "qa", "uat", "sandbox", "sbx", "preview", "preprod", "pre-prod", "demo", "beta", "canary"}

// Remarks returns what would be dangerous to freeze, and what looks wrong. There is no remark
// on loopback hosts: whether one may stay depends on the client kind and the stage, which
// package checklist judges.
func (u RedirectURL) Remarks() []Remark {
	if u.IsZero() {
		return nil
	}
	var rs []Remark
	if !u.IsLoopback() {
		rs = append(rs, u.hostRemarks()...)
	}
	rs = append(rs, u.textRemarks()...)
	if u.scheme == "https" && u.port == "443" || u.scheme == "http" && u.port == "80" {
		rs = append(rs, mildRemark("default-port", "the redirect URL names the default port "+u.port+": Zendesk treats the two as different URLs, so use the same one everywhere", "T16", Inferred))
	}
	if slices.ContainsFunc(strings.Split(u.path, "/"), func(p string) bool {
		return strings.Trim(p, ".%2eE") == "" && (decoded(p) == "." || decoded(p) == "..")
	}) {
		rs = append(rs, mildRemark("dot-segments", "the path has . or .. in it, which browsers resolve before they ask: write the path without them", "RFC3986", Inferred))
	}
	if name := u.answerParameter(); name != "" {
		rs = append(rs, mildRemark("query-clash", "the query has a parameter "+name+", which the authorization answer has too: give yours another name", "RFC6749", Inferred))
	}
	if name := u.secretParameter(); name != "" {
		rs = append(rs, mildRemark("query-secret", "the query has a parameter "+name+": whatever is in a redirect URL is seen by browsers, histories and logs, and would be frozen with it: remove it", "ours", Inferred))
	}
	return rs
}

// secretParameter finds a query parameter that holds a credential by its name; "" for none.
func (u RedirectURL) secretParameter() string {
	_, query, _ := strings.Cut(u.s, "?")
	q, _ := url.ParseQuery(query)
	for _, name := range []string{"client_secret", "clientsecret", "secret", "password", "passwd", "pwd", "api_key", "apikey", "private_key", "refresh_token", "auth_token"} {
		for given := range q {
			if strings.EqualFold(given, name) {
				return name
			}
		}
	}
	return ""
}

func (u RedirectURL) hostRemarks() []Remark {
	host := strings.TrimSuffix(u.host, ".")
	if ip, is := hostIP(host); is {
		if inNets(ip.Unmap(), exampleNets) {
			return []Remark{graveRemark("placeholder-host", quoted(host)+" is an address for examples in books, and nobody's"+frozenNote, "ours", Inferred)}
		}
		if ip = ip.Unmap(); ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() || ip.IsMulticast() || inNets(ip, unroutableNets) {
			return []Remark{mildRemark("private-address", quoted(host)+" is a private address that your customers' browsers cannot reach"+frozenNote, "Z1", Inferred)}
		}
		if !strings.Contains(host, ":") && host != ip.String() {
			return []Remark{mildRemark("bare-address", quoted(host)+" is read as a number by browsers, not as a name"+frozenNote, "Z1", Inferred)}
		}
		return []Remark{mildRemark("bare-address", quoted(host)+" is an address without a name, which may change hands"+frozenNote, "Z1", Inferred)}
	}
	r, found := placeholderHost(host)
	if found && r.Grave {
		return []Remark{r}
	}
	for rest, more := host, true; more; _, rest, more = strings.Cut(rest, ".") {
		if i, found := temporaryHostIndex()[rest]; found {
			rs := []Remark{mildRemark(temporaryHosts[i].code, quoted(host)+" is a risk once it is frozen: "+temporaryHosts[i].why+frozenNote, "Z1", Inferred)}
			if temporaryHosts[i].code == "preview-host" && looksStaging(host) {
				rs = append(rs, stagingRemark(host))
			}
			return rs
		}
	}
	if found {
		return []Remark{r}
	}
	if !strings.Contains(host, ".") {
		return []Remark{mildRemark("local-name", quoted(host)+" is a name that only some networks know"+frozenNote, "Z1", Inferred)}
	}
	if looksStaging(host) {
		return []Remark{stagingRemark(host)}
	}
	return nil
}

func stagingRemark(host string) Remark {
	return mildRemark("staging-host", quoted(host)+" looks like a staging host"+frozenNote, "Z1", Inferred)
}

// stagePath reports whether a path segment names an environment other than production. Words
// that paths use for other things, such as test, dev and sandbox, do not count.
func stagePath(part string) bool {
	return slices.Contains([]string{"staging", "stg", "preprod", "pre-prod", "uat"}, strings.ToLower(part))
}

// isPullRequest reports whether a word stands for a pull or merge request, as in
// pr-12.acme.com.
func isPullRequest(word string) bool { return word == "pr" || word == "mr" }

// looksStaging reports whether the host holds a word for another environment: as a label
// before the domain, or between hyphens in the domain's own name. The top-level domain does
// not count: acme.dev may well be production.
func looksStaging(host string) bool {
	labels := strings.Split(host, ".")
	own := ownLabel(labels)
	for i, label := range labels[:own+1] {
		words := strings.Split(label, "-")
		if i == own && len(words) == 1 {
			continue
		}
		if slices.ContainsFunc(words[:len(words)-1], isPullRequest) && isDigits(words[len(words)-1]) || slices.Contains(stagingWords, label) || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(stagingWords, w) }) {
			return true
		}
	}
	return false
}

// answerParameter finds a query parameter whose name the authorization answer uses too
// (RFC 6749 4.1.2, and 4.2.2 for tokens); "" for none.
func (u RedirectURL) answerParameter() string {
	_, query, _ := strings.Cut(u.s, "?")
	q, _ := url.ParseQuery(query)
	for _, name := range []string{"code", "state", "error", "error_description", "error_uri", "access_token", "token_type", "expires_in"} {
		if q.Has(name) {
			return name
		}
	}
	return ""
}
