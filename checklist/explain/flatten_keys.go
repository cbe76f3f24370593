package explain

import (
	"slices"
	"strings"
)

// plainKey is a key without capitals and what joins its words.
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
	keysHost   = strings.Fields("host hostname baseurl")
	keysStatus = strings.Fields("status statuscode httpstatus httpstatuscode httpcode responsecode responsestatus code")
	// in the order in which they are said
	keysWords = strings.Fields(`error errordescription description code type title message msg detail details reason err errors errormessage exception excinfo
		stack stacktrace trace backtrace cause text log event output name statustext shortmessage longmessage debugmessage`)
	keysWrap = strings.Fields(`request response req res resp reply answer upstream config log entries entry httprequest jsonpayload error errors err cause context extra fields attributes meta info
		output data body result results responsebody rawbody content payload responsetext textpayload http exception inner innererror originalerror values`)
	keysHeaders = strings.Fields("headers header responseheaders httpheaders")
	keysParty   = strings.Fields("provider strategy vendor connector integration issuer iss idp realm providerid providername authprovider oauthprovider strategyname connectorname integrationname idpname")
	keysLogger  = strings.Fields("service logger component job source task module worker container pod svc") // who wrote it
	keysManual  = strings.Fields("documentationurl docurl docsurl moreinfo moreinfourl helpurl")             // where whoever answered explains it
	keysParams  = strings.Fields("granttype clientid redirecturi responsetype codechallengemethod")
	// headers that tell something; the rest is dropped
	headersSaid = strings.Fields("retryafter wwwauthenticate contenttype location cfmitigated host xzendeskrequestid")
)

// relevantKeys are all keys that say looks for, beside those that end as keysEnd do.
var relevantKeys = setOf(strings.Join(slices.Concat(keysMethod, keysURL, keysHost, keysStatus, keysWords, keysWrap, keysHeaders, keysParty, keysLogger, keysManual, keysParams), " ") + `
	accesstoken tokentype expiresin scope refreshtoken refreshtokenexpiresin granttype
	id user email role name subject createdat updatedat resulttype mimetype errors error level statuscode response data bytes zendesk`)

// errorKeyEnds are the ends of keys that name what went wrong.
var errorKeyEnds = strings.Fields("error err exception errormessage errordescription errorcode localizeddescription message")

// isRelevant reports whether say may have something to write of a value: most values of a long
// text are data, and are passed over.
func isRelevant(kid node) bool {
	if kid.kind != quoted && kid.kind != bare || len(kid.text) >= len("zendesk") && (kid.text[0]|0x20 == 'h' || strings.EqualFold(kid.text, "zendesk")) {
		return true
	}
	key := plainKey(kid.key)
	return relevantKeys.has(key) || len(key) > 2 && (strings.HasPrefix(key, "xzendesk") || slices.ContainsFunc(errorKeyEnds, func(end string) bool { return strings.HasSuffix(key, end) }))
}

// hasDuplicateKey reports whether a key stands twice in an object.
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

// traceKeys are the keys of the calls that led to an error, one in each string of a list: their
// names say whose it is.
var traceKeys = setOf("stack stacktrace trace backtrace")

// looksLikeAnswer reports whether an object under a name that says nothing is an answer all the
// same.
func looksLikeAnswer(n node) bool {
	for _, kid := range n.kids {
		switch plainKey(kid.key) {
		case "error", "errors", "statuscode", "errordescription", "errormessage", "request", "response":
			return true
		}
	}
	return false
}

func hasValue(n *node) bool {
	return n != nil && !slices.Contains([]string{"", "null", "none", "nil", "undefined"}, strings.ToLower(n.text))
}

// isRecord reports whether an object is a thing that somebody keeps in an account: what
// its fields say is not about the answer.
func isRecord(has fields) bool {
	if has.get("error") != nil || has.get("errors") != nil || has.get("level") != nil || has.get("statuscode") != nil || has.get("response") != nil {
		return false
	}
	if has.get("id") == nil {
		return has.get("subject") != nil && has.get("error") == nil
	}
	for _, key := range []string{"createdat", "updatedat", "subject", "description", "url", "name", "type", "body", "title", "user", "resulttype"} {
		if has.get(key) != nil {
			return true
		}
	}
	return false
}

// keyOfZendesk is the key that is Zendesk in one object of a list: in the others it names who they
// are about. It is "" where none is.
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

// shortText is the short text under a key of an object, nil where there is none.
func (n node) shortText(key string) *node {
	i := slices.IndexFunc(n.kids, func(kid node) bool { return key != "" && kid.key == key && kid.kind == quoted && len(kid.text) < 40 })
	if i < 0 {
		return nil
	}
	return &n.kids[i]
}

// fields are the values of an object by their plain keys, the first of each. Most objects have a
// few, which are compared faster than a map is made.
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

// mostFields is how many keys an object may have so that all of them are kept; of more, those that
// say looks for.
const mostFields = 64

// get is the value under a key, nil where there is none.
func (has fields) get(key string) *node {
	for i := range has {
		if has[i].key == key {
			return has[i].node
		}
	}
	return nil
}

// drop takes a key out.
func (has fields) drop(key string) {
	for i := range has {
		if has[i].key == key {
			has[i].node = nil
		}
	}
}
