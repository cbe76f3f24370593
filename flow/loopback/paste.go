package loopback

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"zdg/checklist/zendesk"
)

// Why a paste is no answer. What ParseCallback returns matches one of them with
// errors.Is; none of the texts repeats anything that was pasted.
var (
	ErrPasteEmpty      = errors.New("nothing was pasted: copy the whole address from the browser's address bar")
	ErrPasteHuge       = errors.New("this is far too long for an address: copy only what is in the browser's address bar")
	ErrPasteUnclear    = errors.New("this is not an address: copy the whole of it from the browser's address bar")
	ErrPasteCode       = errors.New("this looks like the code alone, which cannot be checked without its state: paste the whole address from the browser's address bar")
	ErrPasteStart      = errors.New("this is the address that starts the authorization: open it in a browser, click Allow, and paste the address you end on")
	ErrPasteAuthorize  = errors.New("this is the address that asks for the authorization, not its answer: open it in a browser, click Allow, and paste the address you end on")
	ErrPasteZendesk    = errors.New("this page is still Zendesk's own: sign in and click Allow, and paste the address you end on; if the browser stays here, look up what the page says")
	ErrPasteElsewhere  = errors.New("this address is not the redirect URL")
	ErrPasteNoAnswer   = errors.New("this address holds neither a code nor an error: paste it whole, with everything after the question mark")
	ErrPasteNoState    = errors.New("the state is missing from this address: paste the whole of it, with everything after the question mark")
	ErrPasteState      = errors.New("this address answers another authorization (its state differs): open the address shown now, and paste the one you end on")
	ErrPasteCut        = errors.New("the state in this address is cut short: paste the whole of it, to its very end")
	ErrPasteHash       = errors.New("the answer stands behind a # in this address, which is the form of another grant: start the authorization again, and tell Zendesk Support if it comes back")
	ErrPasteTwice      = errors.New("this address holds a parameter twice: paste one address only")
	ErrPasteSemicolons = errors.New("the parameters in this address are joined by semicolons, so where the code ends is not certain: start the authorization again, and find out what rewrites addresses on the way")
	ErrPasteBoth       = errors.New("this address holds a code and an error: start the authorization again")
)

// pasteMax is the longest paste that is looked at, in bytes.
const pasteMax = 64 << 10

// ParseCallback reads the answer out of what a person pasted: the address the
// browser ended on, or its query alone. Quotes around it, line breaks and spaces
// in it, a line of a server's log and the escapes of a shell, of JSON and of HTML
// are tolerated; host, port, path and state are not. The scheme is: a browser that
// insists on https shows our address with it. At of the Callback is zero.
func ParseCallback(pasted string, redirect zendesk.RedirectURL, state string) (Callback, error) {
	if len(pasted) > pasteMax {
		return Callback{}, ErrPasteHuge
	}
	line := unwrap(pasted)
	if line == "" {
		return Callback{}, ErrPasteEmpty
	}
	address, query := split(line)
	answer, why := readAnswer(query, state)
	if err := checkAddress(address, query, targetOf(redirect), redirect); err != nil {
		if elsewhere, is := errors.AsType[*refusedPaste](err); is {
			elsewhere.conclusive = answer.State != ""
		}
		return Callback{}, err
	}
	if why == "" {
		return answer, nil
	}
	if _, joined := split(strings.ReplaceAll(line, ";", "&")); strings.Contains(line, ";") {
		if answer, _ := readAnswer(joined, state); answer.State != "" {
			return Callback{}, &refusedPaste{ErrPasteSemicolons, Semicolons, true}
		}
	}
	if !query.Has("code") && !query.Has("error") && holdsAnswer(line) {
		why = BehindHash
	}
	return Callback{}, &refusedPaste{pasteErrors[why], why, why == Both || why == BehindHash}
}

// pasteErrors is what a person is told of each reason.
var pasteErrors = map[Reason]error{
	NoAnswer: ErrPasteNoAnswer, NoState: ErrPasteNoState, EmptyState: ErrPasteNoState, OtherState: ErrPasteState,
	CutState: ErrPasteCut, TwoStates: ErrPasteState,
	Neither: ErrPasteNoAnswer, Both: ErrPasteBoth, Twice: ErrPasteTwice, BehindHash: ErrPasteHash,
}

// refusedPaste is an answer of no use, or not at our address.
type refusedPaste struct {
	error
	why        Reason
	conclusive bool // no other paste can better it
}

func (r *refusedPaste) Unwrap() error { return r.error }

// WhyRefused is the reason behind an error of ParseCallback; empty when the paste is
// no address of ours at all. Conclusive says that it is the account's own answer, which
// no other paste can better.
func WhyRefused(err error) (why Reason, conclusive bool) {
	if r, ok := errors.AsType[*refusedPaste](err); ok {
		return r.why, r.conclusive
	}
	return "", false
}

// holdsAnswer reports whether an answer stands behind the hash sign of an address.
func holdsAnswer(line string) bool {
	_, fragment, _ := strings.Cut(line, "#")
	q := queryOf(compact(fragment))
	return q.Has("code") || q.Has("error") || q.Has("access_token") || q.Has("state")
}

// checkAddress reports whether the part before the question mark is ours; nil also
// when there is none, or only the path.
func checkAddress(address string, query url.Values, want target, redirect zendesk.RedirectURL) error {
	if query.Has("response_type") || query.Has("code_challenge") || query.Has("redirect_uri") {
		return ErrPasteAuthorize
	}
	if address == "" {
		return nil
	}
	if !strings.ContainsAny(address, "/.:") && len(query) == 0 {
		return aloneOr(address)
	}
	got, err := readAddress(address, want)
	if err != nil {
		return err
	}
	if strings.HasSuffix(got.path, "/oauth/authorizations/new") {
		return ErrPasteAuthorize
	}
	if strings.HasSuffix(got.name, ".zendesk.com") && want.name != got.name {
		return ErrPasteZendesk
	}
	if got.isLoopback() && len(query) == 0 && got.path != want.path && isUnguessable(got.path) {
		return ErrPasteStart
	}
	var differs string
	var why Reason
	switch {
	case got.name != want.name:
		differs, why = "host", OtherHost
	case got.scheme == want.scheme && got.port != want.port, got.scheme != want.scheme && got.writtenPort() != want.writtenPort():
		differs, why = "port", OtherPort
	case got.path != want.path:
		differs, why = "path", want.otherPath(got.path)
	default:
		return nil
	}
	err = fmt.Errorf("%w, its %s differs: paste the address that starts with %s", ErrPasteElsewhere, differs, redirect)
	if query.Has("state") { // an answer
		return &refusedPaste{error: err, why: why}
	}
	return err
}

// readAddress takes an address apart; what it lacks (scheme, or all up to the
// path) is taken from want.
func readAddress(address string, want target) (target, error) {
	switch {
	case strings.Contains(address, "://"):
	case strings.HasPrefix(address, "//"):
		address = want.scheme + ":" + address
	case strings.HasPrefix(address, "/"):
		got := want
		got.path = address
		return got, nil
	default:
		address = want.scheme + "://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return target{}, ErrPasteUnclear
	}
	return pastedTarget(u), nil
}

// writtenPort is empty when the port is the scheme's own.
func (t target) writtenPort() string {
	if t.port == portOf(t.scheme, "") {
		return ""
	}
	return t.port
}

// aloneOr tells a code that was pasted alone from other words.
func aloneOr(word string) error {
	if len(word) < 16 || strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=%") != "" {
		return ErrPasteUnclear
	}
	return ErrPasteCode
}
