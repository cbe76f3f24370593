package explain

import (
	"iter"
	"slices"
	"strings"
)

// plainKey is the last part of a dotted key, in lower case and without _, -, $ and @.
func plainKey(key string) string {
	out := make([]byte, 0, len(key))
	for _, c := range []byte(key[strings.LastIndexByte(key, '.')+1:]) {
		if c != '_' && c != '-' && c != '$' && c != '@' {
			out = append(out, lower(c))
		}
	}
	return string(out)
}

// The keys that are about a request or its answer. All others are data.
var (
	keysMethod = strings.Fields("method verb httpmethod requestmethod")
	keysURL    = strings.Fields("url uri href requesturl requesturi fullurl full failingurl nserrorfailingurlkey nserrorfailingurlstringkey location requestpath path endpoint")
	keysHost   = strings.Fields("host hostname baseurl shop domain shopdomain")
	keysStatus = strings.Fields("status statuscode httpstatus httpstatuscode httpcode responsecode responsestatus code")
	// in the order in which they are written
	keysWords = strings.Fields(`error errordescription description code type title message msg detail details reason err errors errormessage exception excinfo
		stack stacktrace trace backtrace cause text log event output name statustext shortmessage longmessage debugmessage`)
	keysWrap = strings.Fields(`request response req res resp reply answer upstream config log entries entry httprequest jsonpayload error errors err cause context extra fields attributes meta info
		output data body result results responsebody rawbody content payload responsetext textpayload http exception exceptions logs reason inner innererror originalerror values`)
	keysHeaders = strings.Fields("headers header responseheaders httpheaders")
	keysParty   = strings.Fields("provider strategy vendor connector integration issuer iss idp realm providerid providername authprovider oauthprovider strategyname connectorname integrationname idpname")
	keysLogger  = strings.Fields("service logger component job source task module worker container pod svc") // what logged it
	keysManual  = strings.Fields("documentationurl docurl docsurl moreinfo moreinfourl helpurl")             // whose answer it is, by the manual that it links to
	keysParams  = strings.Fields("granttype clientid redirecturi responsetype codechallengemethod")
	// headers that say something; the others are dropped
	headersSaid = strings.Fields("retryafter wwwauthenticate contenttype location cfmitigated host xzendeskrequestid")
)

// relevantKeys are all keys that say reads, besides those that end in one of errorKeyEnds.
var relevantKeys = setOf(strings.Join(slices.Concat(keysMethod, keysURL, keysHost, keysStatus, keysWords, keysWrap, keysHeaders, keysParty, keysLogger, keysManual, keysParams), " ") + `
	accesstoken tokentype expiresin scope refreshtoken refreshtokenexpiresin granttype
	clients meta iserror id user email role name subject createdat updatedat resulttype mimetype errors error level statuscode response data bytes zendesk source`)

// errorKeyEnds are the ends of keys whose value says what went wrong.
var errorKeyEnds = strings.Fields("error err exception errormessage errordescription errorcode localizeddescription message")

// isRelevant reports whether say may write something for a value. Most values of a long text are
// data.
func isRelevant(kid node) bool {
	if kid.kind != quoted && kid.kind != bare || len(kid.text) >= len("zendesk") && (kid.text[0]|0x20 == 'h' || strings.EqualFold(kid.text, "zendesk")) {
		return true
	}
	key := plainKey(kid.key)
	return relevantKeys.has(key) || len(key) > 2 && (strings.HasPrefix(key, "xzendesk") || slices.ContainsFunc(errorKeyEnds, func(end string) bool { return strings.HasSuffix(key, end) }))
}

// hasDuplicateKey reports whether an object has a key twice.
func hasDuplicateKey(kids []node) bool {
	seen := make(map[string]bool)
	for _, kid := range kids {
		if seen[kid.key] {
			return true
		}
		seen[kid.key] = true
	}
	return false
}

// traceKeys are the keys of stack traces, which may be a list with one call in each string.
var traceKeys = setOf("stack stacktrace trace backtrace")

// looksLikeAnswer reports whether an object under any key is an answer.
func looksLikeAnswer(n node) bool {
	return slices.ContainsFunc(n.kids, func(kid node) bool {
		return slices.Contains([]string{"error", "errors", "statuscode", "errordescription", "errormessage", "request", "response"}, plainKey(kid.key))
	})
}

func hasValue(n *node) bool {
	return n != nil && !slices.Contains([]string{"", "null", "none", "nil", "undefined"}, strings.ToLower(n.text))
}

// isRecord reports whether an object is a record of an account, such as a ticket, whose fields
// are not about the answer.
func isRecord(has fields) bool {
	return !has.any("error", "errors", "level", "statuscode", "response") && (has.any("subject") ||
		has.any("id") && has.any("createdat", "updatedat", "description", "url", "name", "type", "body", "title", "user", "resulttype"))
}

// keyOfZendesk is the key whose value is "zendesk" in one object of a list: in the other objects
// it names other parties. It is "" where there is none.
func keyOfZendesk(all []node) string {
	for _, n := range all {
		for _, kid := range n.kids {
			if kid.kind == quoted && strings.EqualFold(kid.text, "zendesk") {
				return kid.key
			}
		}
	}
	return ""
}

// shortText is the string under a key of an object; nil where there is none below 40 bytes.
func (n node) shortText(key string) *node {
	i := slices.IndexFunc(n.kids, func(kid node) bool { return key != "" && kid.key == key && kid.kind == quoted && len(kid.text) < 40 })
	if i < 0 {
		return nil
	}
	return &n.kids[i]
}

// fields are the first values of each plain key of an object. Most objects have a few keys, for
// which a slice is faster than a map.
type fields []struct {
	key string
	*node
}

func fieldsOf(n node) fields {
	has := make(fields, 0, len(n.kids))
	for i := range n.kids {
		if key := plainKey(n.kids[i].key); (len(n.kids) <= mostFields || relevantKeys.has(key)) && has.get(key) == nil {
			has = append(has, struct {
				key string
				*node
			}{key, &n.kids[i]})
		}
	}
	return has
}

// mostFields is up to how many keys of an object all are kept; of a larger one, relevantKeys only.
const mostFields = 64

// get is the value under a plain key; nil where there is none.
func (has fields) get(key string) *node {
	for i := range has {
		if has[i].key == key {
			return has[i].node
		}
	}
	return nil
}

// any reports whether one of some keys is there.
func (has fields) any(keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return has.get(key) != nil })
}

// quoted yields those of some keys whose values are strings.
func (has fields) quoted(keys []string) iter.Seq2[string, *node] {
	return func(yield func(string, *node) bool) {
		for _, key := range keys {
			if kid := has.get(key); kid.is(quoted) && !yield(key, kid) {
				return
			}
		}
	}
}

// is reports whether there is a value, of a kind.
func (n *node) is(kind byte) bool { return n != nil && n.kind == kind }

// drop removes a key.
func (has fields) drop(key string) {
	for i := range has {
		if has[i].key == key {
			has[i].node = nil
		}
	}
}
