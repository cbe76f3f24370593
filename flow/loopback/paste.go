package loopback

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"zdg/checklist/zendesk"
)

// Why a paste was refused. Every error of ParseCallback matches one of these with errors.Is;
// none of the texts repeats anything that was pasted.
var (
	ErrPasteEmpty      = errors.New("nothing was pasted: copy the whole address from the browser's address bar")
	ErrPasteHuge       = errors.New("this is too long for an address: copy only what is in the browser's address bar")
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
	ErrPasteHash       = errors.New("the answer is after a # in this address, which is the form of another grant: start the authorization again, and tell Zendesk Support if it happens again")
	ErrPasteTwice      = errors.New("this address holds a parameter twice: paste one address only")
	ErrPasteSemicolons = errors.New("the parameters in this address are joined by semicolons, so it is not certain where the code ends: start the authorization again, and find out what rewrites addresses on the way")
	ErrPasteBoth       = errors.New("this address holds a code and an error: start the authorization again")
)

// maxPaste is the length of the longest paste that is read, in bytes.
const maxPaste = 64 << 10

// ParseCallback reads the answer from what a person pasted: the address that the browser
// ended on, or only its query. It accepts quotes around it, line breaks and spaces in it, a
// line of a server's log, and the escapes of shells, JSON and HTML. Host, port, path and state
// have to be right; the scheme may differ, because a browser that insists on https shows our
// address with it. At of the Callback is zero. The error is one of the ErrPaste values; see
// also WhyRefused.
func ParseCallback(pasted string, redirect zendesk.RedirectURL, state string) (Callback, error) {
	if len(pasted) > maxPaste {
		return Callback{}, ErrPasteHuge
	}
	line := unwrap(pasted)
	if line == "" {
		return Callback{}, ErrPasteEmpty
	}
	address, query := splitQuery(line)
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
	if _, joined := splitQuery(strings.ReplaceAll(line, ";", "&")); strings.Contains(line, ";") {
		if answer, _ := readAnswer(joined, state); answer.State != "" {
			return Callback{}, &refusedPaste{ErrPasteSemicolons, Semicolons, true}
		}
	}
	if !query.Has("code") && !query.Has("error") && answerInFragment(line) {
		why = BehindHash
	}
	return Callback{}, &refusedPaste{pasteErrors[why], why, why == Both || why == BehindHash}
}

// pasteErrors has the error for each reason.
var pasteErrors = map[Reason]error{
	NoAnswer: ErrPasteNoAnswer, NoState: ErrPasteNoState, EmptyState: ErrPasteNoState, OtherState: ErrPasteState,
	CutState: ErrPasteCut, TwoStates: ErrPasteState,
	Neither: ErrPasteNoAnswer, Both: ErrPasteBoth, Twice: ErrPasteTwice, BehindHash: ErrPasteHash,
}

// refusedPaste is an answer that cannot be used, or not at our address.
type refusedPaste struct {
	error
	why        Reason
	conclusive bool // it is the account's own answer, so no other paste can help
}

func (r *refusedPaste) Unwrap() error { return r.error }

// WhyRefused returns the reason behind an error of ParseCallback; "" when the paste is not an
// answer at all. conclusive says that it is the account's own answer, so that no other paste
// can help.
func WhyRefused(err error) (why Reason, conclusive bool) {
	if r, ok := errors.AsType[*refusedPaste](err); ok {
		return r.why, r.conclusive
	}
	return "", false
}

// answerInFragment reports whether the fragment of an address holds an answer.
func answerInFragment(line string) bool {
	_, fragment, _ := strings.Cut(line, "#")
	q := queryOf(withoutSpaces(fragment))
	return q.Has("code") || q.Has("error") || q.Has("access_token") || q.Has("state")
}

// checkAddress returns an error when the part before the question mark is not our address. It
// may be missing, or only a path.
func checkAddress(address string, query url.Values, want target, redirect zendesk.RedirectURL) error {
	if query.Has("response_type") || query.Has("code_challenge") || query.Has("redirect_uri") {
		return ErrPasteAuthorize
	}
	if address == "" {
		return nil
	}
	if !strings.ContainsAny(address, "/.:") && len(query) == 0 {
		return codeOrUnclear(address)
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
	if got.isLoopback() && len(query) == 0 && got.path != want.path && isRandomPath(got.path) {
		return ErrPasteStart
	}
	var differs string
	var why Reason
	switch {
	case got.name != want.name:
		differs, why = "host", OtherHost
	case got.scheme == want.scheme && got.port != want.port, got.scheme != want.scheme && got.explicitPort() != want.explicitPort():
		differs, why = "port", OtherPort
	case got.path != want.path:
		differs, why = "path", want.pathReason(got.path)
	default:
		return nil
	}
	err = fmt.Errorf("%w, its %s differs: paste the address that starts with %s", ErrPasteElsewhere, differs, redirect)
	if query.Has("state") { // an answer
		return &refusedPaste{error: err, why: why}
	}
	return err
}

// readAddress parses an address; a missing scheme, or all that stands before the path, is
// taken from want.
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

// explicitPort returns the port; "" when it is the default of the scheme.
func (t target) explicitPort() string {
	if t.port == portOf(t.scheme, "") {
		return ""
	}
	return t.port
}

// codeOrUnclear returns the error for a single word, which may be the code alone.
func codeOrUnclear(word string) error {
	if len(word) < 16 || strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=%") != "" {
		return ErrPasteUnclear
	}
	return ErrPasteCode
}
