package checklist

import (
	"slices"
	"time"

	"zdg/checklist/explain"
)

// Evidence is what was measured, as typed facts. Comparing them with the Draft is left to
// the checks, so that an edited Draft is judged anew without measuring again. A nil pointer
// means that nothing of the kind was measured. There is no secret and no token in it.
type Evidence struct {
	Steps       []Step // at most one of each id, in the order of StepIDs
	Credentials *Credentials
	Person      *Person
	Token       *Token
	Record      *Record
	Scopes      []ScopeProbe
	Refresh     *Refresh
	Revoke      *Revoke
	Logo        *Logo
	Rehearsal   *Rehearsal `json:",omitempty"` // of the developer's own program
	Outcome     Outcome    // of the whole test; "" when none was made

	SecretIn []Field `json:"-"` // the answers that hold the known secret; found anew in every run, never kept

	Now time.Time `json:"-"` // when the report is made; zero where there is no clock; never kept
}

// Step finds a step by its id.
func (e Evidence) Step(id StepID) (Step, bool) {
	for _, s := range e.Steps {
		if s.ID == id {
			return s, true
		}
	}
	return Step{}, false
}

// WithStep returns the evidence with s in the place of the step with the same id; the
// receiver is unchanged.
func (e Evidence) WithStep(s Step) Evidence {
	steps := make([]Step, 0, len(e.Steps)+1)
	for _, id := range StepIDs() {
		if id == s.ID {
			steps = append(steps, s)
		} else if old, ok := e.Step(id); ok {
			steps = append(steps, old)
		}
	}
	e.Steps = steps
	return e
}

// Credentials is what the probe with a made-up code showed.
type Credentials struct {
	Answer       CredentialsAnswer
	SecretProven bool // false for a public client: an accepted identifier says nothing about its secret
}

// CredentialsAnswer is how the token endpoint answered identifier and secret.
type CredentialsAnswer string

const (
	AnswerAccepted CredentialsAnswer = "accepted" // 400 invalid_grant: the client is known, only the code is not
	AnswerRefused  CredentialsAnswer = "refused"  // 401 invalid_client
	AnswerUnclear  CredentialsAnswer = "unclear"  // anything else: the exchange will show
	AnswerIssued   CredentialsAnswer = "issued"   // tokens, although the code was made up
)

// Person is who authorized, as users/me answered.
type Person struct {
	ID   int64 // 0: the anonymous user, so nobody is signed in
	Name string
	Role string // "admin", "agent", "end-user"

	Suspended bool // such a person cannot sign in
	Inactive  bool // such a person is deleted
}

// Token is what the exchange and tokens/current answered. It never holds a token.
type Token struct {
	Type             string   // token_type as answered
	Asked            []string // scopes asked for
	Granted          []string // scopes answered; nil when the answer named none
	HasRefresh       bool
	RefreshAs        string // what came in place of a refresh token, such as "a number"; "" when nothing, null, or a real one did
	ExpiresIn        Lifetime
	RefreshExpiresIn Lifetime
	AskedExpiresIn   int // seconds
	AskedRefresh     int // seconds
	IssuedAt         time.Time
	TokenExpiry      time.Time     // from the access token itself, where it is a JSON Web Token; zero where it has none
	CodeAge          time.Duration // of the authorization code at the exchange
	ConsentSkipped   bool          // the callback came faster than a person can click, so most likely by an earlier grant

	// From tokens/current, when it answered.
	ID            int64
	CurrentScopes []string
	UserID        int64     // whose token it is; 0: not stated
	ExpiresAt     time.Time // zero: not stated
}

// Lifetime is a token's lifetime as an answer stated it.
type Lifetime struct {
	Seconds int64  // 0 unless Form is "number" or "string"
	Form    string // "number", "string", "null", "missing", "unreadable"
	Raw     string // as it came, cleaned, where it was a string or cannot be read as seconds
}

// stated reports whether the answer has a number of seconds.
func (l Lifetime) stated() bool { return l.Form == "number" || l.Form == "string" }

// UnseenMark ends a text or a redirect URL of a Record that was saved with characters which
// cleaning removes: the saved string is not the one that shows.
const UnseenMark = " (and characters that cannot be seen)"

// Record is the client as Zendesk has saved it, without its secret.
type Record struct {
	At           time.Time
	How          string // RecordByToken or RecordPasted
	ID           int64
	Identifier   string
	Kind         string
	Name         string
	Description  string
	Company      string
	LogoURL      string
	RedirectURLs []string // entry by entry, as saved
	NullURLs     int      // entries that are null or empty
	Global       bool

	// Seen in records but not documented (T28), so they may be missing.
	AllowedScopes   []string // nil: the answer does not include them; empty: none are configured
	TokenExpiration Toggle

	// Untold lists the keys that the answer lacked, as Zendesk spells them. A key that is
	// missing does not mean that the value is empty.
	Untold []string

	// Hidden lists the texts of which a part was replaced by dots, so that they are not what
	// is saved.
	Hidden []Hidden

	// Subdomain is the account that it was read or pasted for; "" where that was not kept.
	Subdomain string
}

// Hidden says that a part of a text in a record was replaced by dots.
type Hidden struct {
	Key    string
	Entry  int  // in a list, counted from 1; 0 for a single text
	Secret bool // it was the known secret or looked like one; false: it may have been harmless
}

// hiddenPart finds the note that a part of a text was hidden; entry is as in Hidden.
func (r Record) hiddenPart(key string, entry int) (Hidden, bool) {
	i := slices.IndexFunc(r.Hidden, func(h Hidden) bool { return h.Key == key && h.Entry == entry })
	if i < 0 {
		return Hidden{}, false
	}
	return r.Hidden[i], true
}

// Toggle is a switch of the record; "" where the answer does not have it, or has null.
type Toggle string

const (
	ToggleOn  Toggle = "on"
	ToggleOff Toggle = "off"
)

// The keys of a record that an answer may lack. Z7's sample lacks kind, logo_url and global.
const (
	KeyKind        = "kind"
	KeyName        = "name"
	KeyDescription = "description"
	KeyCompany     = "company"
	KeyLogoURL     = "logo_url"
	KeyRedirectURI = "redirect_uri"
	KeyGlobal      = "global"
)

// SavedAs returns the key in the record and the saved text, or texts for a list, that answer a
// question; the key is "" for a question that a record does not answer.
func (r Record) SavedAs(f Field) (key string, saved []string) {
	switch f {
	case FieldIdentifier:
		return "identifier", []string{r.Identifier}
	case FieldKind:
		return KeyKind, []string{r.Kind}
	case FieldName:
		return KeyName, []string{r.Name}
	case FieldDescription:
		return KeyDescription, []string{r.Description}
	case FieldCompany:
		return KeyCompany, []string{r.Company}
	case FieldLogoFile:
		return KeyLogoURL, []string{r.LogoURL}
	case FieldRedirectURLs:
		return KeyRedirectURI, r.RedirectURLs
	}
	return "", nil
}

// Tells reports whether the answer had the key.
func (r Record) Tells(key string) bool { return !slices.Contains(r.Untold, key) }

// How a record was obtained: read with the test token, or pasted from the browser of a
// signed-in admin.
const (
	RecordByToken = "token"
	RecordPasted  = "pasted"
)

// ScopeProbe is a cheap GET that was made to try one scope.
type ScopeProbe struct {
	Scope  string
	Path   string
	Status int           // 0 when not made
	NotRun string        // why it was not made
	Lacks  string        // LacksScope, LacksRole or LacksAnother where the answer says so, "" otherwise
	Said   string        // the text of the answer, cleaned; "" when it had none
	Seen   *explain.Seen `json:",omitempty"` // the answer, where it brought no data; nil: it did, or none came
	// NoData says that a 2xx answer had something other than data: a page, an error, or nothing.
	NoData bool
}

// What is missing, according to the answer to a call for a scope.
const (
	LacksScope   = "scope"
	LacksRole    = "role"
	LacksAnother = "another scope" // than the one that was granted, so the call does not try that one
)

// Refresh is what the refresh showed.
type Refresh struct {
	New            Alive // the new access token
	OldAccess      Alive
	OldRefresh     Alive // Unknown unless the proof was asked for
	HasNewRefresh  bool
	ExpiresIn      Lifetime
	RefreshExpires Lifetime
	AskedExpiresIn int      // seconds
	AskedRefresh   int      // seconds
	Scopes         []string // as answered; nil when the answer named none
	Same           bool     // a token of the old pair came again
	Lost           []string // paths that refuse the new access token because a scope is missing that was asked for
	Odd            []string // paths that accepted the old access token, or should have, and refuse the new one for another reason
	Shut           bool     // a call for a scope that accepted the old access token refuses the new one at every try
	Other          bool     // the new access token acts for another person
}

// Alive is whether a token still works.
type Alive string

const (
	AliveUnknown Alive = ""
	Dead         Alive = "dead"
	StillAlive   Alive = "alive"
)

// Revoke is what the deletion of the test tokens showed. A token counts as dead only when
// the account refuses it in a place where it accepted it before.
type Revoke struct {
	Status int    // of the DELETE; 0: it was not answered
	By     string // "current" or "id", by which address; "": no deletion was asked for
	// Accepted says that the account had accepted the newest access token before.
	Accepted bool
	Access   Alive // the newest access token afterwards
	Refresh  Alive // the newest refresh token afterwards
	// Issued counts the access and refresh tokens that the test got, each once. Unseen counts
	// those that may have been issued without reaching it. Left counts those of both that are
	// not proven dead.
	Issued, Left, Unseen int
	UnseenIn             []UnseenIn // where the unseen ones may have been issued, each once
	LivesUntil           time.Time  // when the last of those left expires; zero: not stated for each
	// AtMost is, where LivesUntil is zero, when those left expire by the longest lifetimes that
	// Zendesk documents (Z10); zero: one of them works beyond the end that was stated for it.
	AtMost time.Time
}

// UnseenIn says how tokens may have been issued that did not reach the test.
type UnseenIn string

const (
	UnseenAnswer  UnseenIn = "answer"  // in an unreadable answer to an exchange or a refresh
	UnseenProbe   UnseenIn = "probe"   // in an unreadable answer to the made-up code
	UnseenRefresh UnseenIn = "refresh" // no refresh token came, and nothing says that there is none
	UnseenMany    UnseenIn = "many"    // an answer named more tokens than zdg asks about, or one that cannot be sent
)

// Logo is what was found in the logo file.
type Logo struct {
	Path          string
	Format        string // "JPG", "GIF", "PNG", "" when it is none of them
	Width, Height int    // pixels
	Bytes         int64
	Problem       string // why it could not be read, cleaned
}
