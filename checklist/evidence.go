package checklist

import (
	"slices"
	"time"

	"zdg/checklist/explain"
)

// Evidence is what was measured: typed facts. Comparing them with the Draft is
// a check, so an edited Draft is judged anew without measuring again.
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
	Rehearsal   *Rehearsal `json:",omitempty"` // of the developer's program; nil: none was made
	Outcome     Outcome    // of the whole test; "" when none was made

	SecretIn []Field `json:"-"` // answers that hold the secret that is known; found anew in every run, never kept

	Now time.Time `json:"-"` // of the report that is made; zero where there is no clock; never kept
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

// WithStep returns the evidence with s in its place; the receiver is unchanged.
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

// Credentials is what the probe with a made-up code told.
type Credentials struct {
	Answer       CredentialsAnswer
	SecretProven bool // false for a public client: an accepted identifier says nothing about its secret
}

// CredentialsAnswer is how the token endpoint took identifier and secret.
type CredentialsAnswer string

const (
	AnswerAccepted CredentialsAnswer = "accepted" // 400 invalid_grant: the client is known, only the code is not
	AnswerRefused  CredentialsAnswer = "refused"  // 401 invalid_client
	AnswerUnclear  CredentialsAnswer = "unclear"  // anything else: go on
	AnswerIssued   CredentialsAnswer = "issued"   // tokens for a code that nobody was given
)

// Person is who authorized, as users/me answered.
type Person struct {
	ID   int64 // 0: the anonymous user, nobody is signed in
	Name string
	Role string // "admin", "agent", "end-user"

	Suspended bool // the account says so; such a person cannot sign in
	Inactive  bool // deleted, as the account says
}

// Token is what the exchange and tokens/current told. No token value is ever in it.
type Token struct {
	Type             string   // token_type as answered
	Asked            []string // scopes asked for
	Granted          []string // scopes answered; nil when the answer named none
	HasRefresh       bool
	RefreshAs        string // what stood in the place of a refresh token, as "a number"; "" nothing or null, or it came
	ExpiresIn        Lifetime
	RefreshExpiresIn Lifetime
	AskedExpiresIn   int // seconds
	AskedRefresh     int // seconds
	IssuedAt         time.Time
	TokenExpiry      time.Time     // what the access token itself says, where it is a JSON Web Token; zero: nothing
	CodeAge          time.Duration // of the authorization code at the exchange
	ConsentSkipped   bool          // the callback came faster than a person can click: an earlier grant, as far as can be told

	// From tokens/current, when it answered.
	ID            int64
	CurrentScopes []string
	UserID        int64     // whose token it is, as tokens/current tells; 0: not told
	ExpiresAt     time.Time // zero: not told
}

// Lifetime is a lifetime as an answer gave it.
type Lifetime struct {
	Seconds int64  // 0 unless Form is "number" or "string"
	Form    string // "number", "string", "null", "missing", "unreadable"
	Raw     string // as it was written, cleaned, where it cannot be read as seconds or was a string
}

// stated reports whether the answer gives a lifetime that can be counted with.
func (l Lifetime) stated() bool { return l.Form == "number" || l.Form == "string" }

// UnseenMark stands behind a text or a redirect URL of a Record that was saved with
// characters that cleaning takes out: it is another string than it looks.
const UnseenMark = " (and characters that cannot be seen)"

// Record is the client as Zendesk has saved it. Its secret is dropped where it is read.
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

	// Observed in the record, not documented (T28): read where they are there.
	AllowedScopes   []string // nil: the answer does not tell; empty: none are configured
	TokenExpiration Toggle

	// Untold are the keys that the answer did not have, as it spells them: what it
	// does not tell is not "none".
	Untold []string

	// Hidden are the words that stand here with dots in them, and so are not what is saved.
	Hidden []Hidden

	// Subdomain is the account that it was read or pasted for; "" where that was not kept.
	Subdomain string
}

// Hidden says of words of a record that a part of them was taken out.
type Hidden struct {
	Key    string
	Entry  int  // of a list, counted from 1; 0: it is none
	Secret bool // a known secret, or what looks like one; false: perhaps nothing of the kind
}

// hiddenPart tells what was taken out of the words under a key; entry is as in Hidden.
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

// The keys of a record that an answer may lack (Z7: the sample there lacks kind,
// logo_url and global).
const (
	KeyKind        = "kind"
	KeyName        = "name"
	KeyDescription = "description"
	KeyCompany     = "company"
	KeyLogoURL     = "logo_url"
	KeyRedirectURI = "redirect_uri"
	KeyGlobal      = "global"
)

// Tells reports whether the answer had the key.
func (r Record) Tells(key string) bool { return !slices.Contains(r.Untold, key) }

// How a record came: read with the test token, or pasted from a browser that an
// admin is signed in with.
const (
	RecordByToken = "token"
	RecordPasted  = "pasted"
)

// ScopeProbe is one cheap GET made for one scope.
type ScopeProbe struct {
	Scope  string
	Path   string
	Status int           // 0 when not made
	NotRun string        // why it was not made
	Lacks  string        // LacksScope, LacksRole or LacksAnother when the answer speaks of it, "" otherwise
	Said   string        // what the answer said, cleaned; "" when it had no words
	Seen   *explain.Seen `json:",omitempty"` // the answer that brought no data; nil: it did, or none came
	// NoData says that something else came at a 2xx: a page, an error, or nothing.
	NoData bool
}

// What the answer to a call for a scope says is lacking.
const (
	LacksScope   = "scope"
	LacksRole    = "role"
	LacksAnother = "another scope" // than the one that was asked for, and granted: the call does not try that
)

// Refresh is what the refresh proved.
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
	Lost           []string // addresses that find a scope missing in the new access token that was asked for
	Odd            []string // addresses that let the old access token in, or should, and not the new one, for another reason
	Shut           bool     // a call for a scope that the old one was let in at keeps the new one out, at every try
	Other          bool     // the new access token acts for another person
}

// Alive says whether a token that should be dead still works.
type Alive string

const (
	AliveUnknown Alive = ""
	Dead         Alive = "dead"
	StillAlive   Alive = "alive"
)

// Revoke is what the deletion of the test tokens proved. A token counts as dead when
// the account refuses it where it has accepted it before, and in no other case.
type Revoke struct {
	Status int    // of the DELETE; 0: it was not answered
	By     string // "current", "id"; "": no deletion was asked for
	// Accepted says that the account let the newest access token in before.
	Accepted bool
	Access   Alive // the newest access token afterwards
	Refresh  Alive // the newest refresh token afterwards
	// Issued counts the access and refresh tokens that this test got, each once, and
	// Unseen those that it did not get and that may live; Left is those of both that are
	// not proven dead.
	Issued, Left, Unseen int
	UnseenIn             []UnseenIn // where the unseen ones may have been issued, each once
	LivesUntil           time.Time  // when the last of those left ends by itself; zero: not told of each
	// AtMost is until when those left live by the longest lifetimes that Zendesk documents
	// (Z10), where LivesUntil is zero; zero: something lives on beyond the end it was given.
	AtMost time.Time
}

// UnseenIn says how tokens may have been issued that a test did not get.
type UnseenIn string

const (
	UnseenAnswer  UnseenIn = "answer"  // in an answer to an exchange or a refresh that could not be read
	UnseenProbe   UnseenIn = "probe"   // in one to the made-up code
	UnseenRefresh UnseenIn = "refresh" // no refresh token came, and nothing says that there is none
	UnseenMany    UnseenIn = "many"    // one answer named more than are asked about, or what no request carries
)

// Logo is what was found in the logo file.
type Logo struct {
	Path          string
	Format        string // "JPG", "GIF", "PNG", "" when it is none of them
	Width, Height int    // pixels
	Bytes         int64
	Problem       string // why it could not be read, cleaned
}
