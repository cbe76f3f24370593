package account

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Reach asks whether the account is there, without signing in.
func (a *Account) Reach(ctx context.Context) error {
	ans, err := a.call(ctx, http.MethodGet, zendesk.LocalesPath, Token{})
	if err != nil {
		return err
	}
	return asError(a.object(ans, nil))
}

// Me asks who the token acts for. Without an authorization Zendesk answers 200 with
// an anonymous user whose id is null (T15): that is a Failure too.
func (a *Account) Me(ctx context.Context, access Token) (checklist.Person, error) {
	ans, err := a.call(ctx, http.MethodGet, zendesk.MePath, access)
	if err != nil {
		return checklist.Person{}, err
	}
	var b struct {
		User *struct {
			ID   json.RawMessage `json:"id"`
			Name string          `json:"name"`
			Role string          `json:"role"`
			// A person who may not sign in any more (Z7's user record has both).
			Suspended json.RawMessage `json:"suspended"`
			Active    json.RawMessage `json:"active"`
		} `json:"user"`
	}
	if f := a.object(ans, &b); f != nil {
		return checklist.Person{}, f
	}
	if b.User == nil {
		return checklist.Person{}, a.refuse(ans, explain.BodyUnreadable, "there is no user in the answer")
	}
	p := checklist.Person{
		ID: number(b.User.ID), Name: a.fit(b.User.Name, 100), Role: a.fit(b.User.Role, 40),
		Suspended: !unset(b.User.Suspended) && !off(b.User.Suspended), Inactive: off(b.User.Active),
	}
	if p.ID == 0 {
		if id := string(b.User.ID); id != "" && id != "null" && id != "0" {
			return p, a.refuse(ans, explain.BodyUnreadable, "the user's id is no whole number of 64 bits")
		}
		return p, a.refuse(ans, "anonymous-user", "the user has no id: "+p.Name)
	}
	return p, nil
}

// Current is a token as tokens/current tells of it (Z9), without the token.
type Current struct {
	ID        int64
	UserID    int64 // whose token it is; 0: not told
	Scopes    []string
	ExpiresAt time.Time // zero: not told
	// NoRefresh says that the token has no refresh token: the key is there, and null.
	NoRefresh bool
}

// CurrentToken asks what the account knows of the token itself.
func (a *Account) CurrentToken(ctx context.Context, access Token) (Current, error) {
	ans, err := a.call(ctx, http.MethodGet, zendesk.CurrentTokenPath, access)
	if err != nil {
		return Current{}, err
	}
	var b struct {
		Token *struct {
			ID        json.RawMessage `json:"id"`
			UserID    json.RawMessage `json:"user_id"`
			Scopes    json.RawMessage `json:"scopes"`
			ExpiresAt json.RawMessage `json:"expires_at"`
			Refresh   json.RawMessage `json:"refresh_token"` // shown in part (T13)
		} `json:"token"`
	}
	if f := a.object(ans, &b); f != nil {
		return Current{}, f
	}
	if b.Token == nil {
		return Current{}, a.refuse(ans, explain.BodyUnreadable, "there is no token in the answer")
	}
	c := Current{ID: number(b.Token.ID), UserID: number(b.Token.UserID), Scopes: a.words(b.Token.Scopes), NoRefresh: string(b.Token.Refresh) == "null"}
	if c.ID == 0 { // as the anonymous user has none
		return Current{}, a.refuse(ans, explain.BodyUnreadable, "the token in the answer has no id")
	}
	c.ExpiresAt = moment(b.Token.ExpiresAt)
	return c, nil
}

// moment reads a time: as documented (RFC 3339), as Ruby prints one, or in seconds since
// 1970. It is zero for anything else.
func moment(raw json.RawMessage) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700"} {
		if at, err := time.Parse(layout, text(raw)); err == nil && at.UTC().Year() < 9999 { // what JSON can hold
			return at
		}
	}
	if at := number(raw); at > 0 && at < maxLifetime { // a year far ahead, or milliseconds
		return time.Unix(at, 0)
	}
	return time.Time{}
}

// RevokeCurrent deletes the token it is asked with (Z9). The status is told also
// beside an error; 204 has been reported without effect, so it is no proof.
func (a *Account) RevokeCurrent(ctx context.Context, access Token) (status int, err error) {
	return a.remove(ctx, zendesk.CurrentTokenPath, access)
}

// RevokeByID deletes one token by its id (Z9).
func (a *Account) RevokeByID(ctx context.Context, access Token, id int64) (status int, err error) {
	return a.remove(ctx, zendesk.TokenPathOf(id), access)
}

func (a *Account) remove(ctx context.Context, path string, access Token) (int, error) {
	ans, err := a.call(ctx, http.MethodDelete, path, access)
	switch {
	case err != nil:
	case !ans.ok():
		err = a.failure(ans)
	default: // a success that is a page, or whose words refuse, says nothing of a deletion
		if f := a.failure(ans); f.Seen.Error == explain.BodyHTML || f.Seen.Error != "" && f.Seen.Error != explain.BodyUnreadable {
			err = f
		}
	}
	return ans.status, err
}

// Taken reads the outcome of a call made with an access token: StillAlive when the
// account has let the token in, also where it then named a scope that it lacks (Z22);
// Dead when it refused the token as such: 401 invalid_token (RFC 6750 section 3.1; so
// measured of Zendesk, T13 and T15). Anything else tells nothing of the token, such as
// the 403 of an IP restriction, a 401 about OAuth itself, or one of a gateway.
//
// One refusal proves nothing: only a token that the same address let in before has
// died in between.
func Taken(err error) checklist.Alive {
	if err == nil {
		return checklist.StillAlive
	}
	seen := SeenIn(err)
	switch {
	case seen.Where != explain.API:
	case seen.Status == http.StatusUnauthorized && seen.Error == "invalid_token":
		return checklist.Dead
	case seen.Error == "insufficient_scope" && (seen.Status == http.StatusForbidden || seen.Status == http.StatusUnauthorized): // RFC 6750 section 3.1
		return checklist.StillAlive
	case seen.Status == http.StatusForbidden && seen.Error != explain.BodyHTML && explain.NamesScope(seen):
		return checklist.StillAlive
	}
	return checklist.AliveUnknown
}

// Get asks for a path to try a scope with. It worked only where data came: JSON that
// names no error. A page, an error or nothing at all is a Failure at any status, which
// is told beside it. The data are dropped.
func (a *Account) Get(ctx context.Context, access Token, path string) (status int, err error) {
	if path == zendesk.MePath { // which answers everybody, with nobody in it
		if _, err = a.Me(ctx, access); err != nil {
			return SeenIn(err).Status, err
		}
		return http.StatusOK, nil
	}
	ans, err := a.ask(ctx, http.MethodGet, path, access, false)
	if err != nil {
		return 0, err
	}
	if !ans.ok() {
		return ans.status, a.failure(ans)
	}
	return ans.status, asError(a.data(ans))
}

// data tells what an answer holds that is no data; nil when it is some. It is not read,
// so that two readers might read it differently does not matter.
func (a *Account) data(ans answer) *Failure {
	body := bytes.TrimSpace(ans.body)
	if word, why := ans.unusable(); word != "" {
		return a.refuse(ans, word, why)
	}
	switch {
	case len(body) == 0:
		return a.refuse(ans, explain.BodyUnreadable, errEmpty.Error())
	case !json.Valid(body):
		return a.refuse(ans, explain.BodyUnreadable, errNotJSON.Error())
	case body[0] != '{' && body[0] != '[':
		return a.refuse(ans, explain.BodyUnreadable, errNoObject.Error())
	case string(body) == "{}":
		return a.refuse(ans, explain.BodyUnreadable, "there is nothing in the answer's JSON")
	case body[0] == '[': // every list of the API is a member of an object
		return a.refuse(ans, explain.BodyUnreadable, "the answer is a bare list")
	}
	if f := a.failure(ans); f.Seen.Error != "" {
		return f
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) == nil && !slices.ContainsFunc(slices.Collect(maps.Keys(members)), func(key string) bool {
		switch value := members[key]; value[0] {
		case '[': // records are objects; words are messages
			first := bytes.TrimSpace(value[1:])[0]
			return (first == '{' || first == ']') && !slices.Contains([]string{"details", "errors"}, strings.ToLower(key))
		case '{': // one record has its path's name
			return bytes.TrimSpace(value[1:])[0] != '}' && key != "" && strings.Contains(ans.op, strings.ToLower(key))
		}
		return false
	}) {
		_, said := errorWords(body, false) // every list of the API has its records in a member
		return a.refuse(ans, explain.BodyUnreadable, strings.TrimRight("there are no records in the answer: "+said, ": "))
	}
	return nil
}

// unset reports whether a value is missing or null.
func unset(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// off reports whether a value says no, in whatever type: false, 0, or a string with
// either or with nothing in it.
func off(raw json.RawMessage) bool {
	switch strings.ToLower(strings.TrimSpace(strings.Trim(string(raw), `"`))) {
	case "false", "0", "":
		return !unset(raw)
	}
	return false
}

// clientPages bounds how much of the list of clients is read, 100 to a page (Z7).
const clientPages = 5

// Clients reads the client as Zendesk has saved it. Of the list only our client is
// kept, without its secret. It takes an admin's token with the broad scope read
// (Z7; whether a narrower one does is not known). Where the list goes on after what is
// read of it, the Failure says so (explain.ListUnread).
func (a *Account) Clients(ctx context.Context, access Token) (checklist.Record, error) {
	return a.listed(ctx, access, zendesk.ClientsPath)
}

// GlobalClients is Clients for an account that is not the client's own: it reads the
// client from the list of global ones that somebody of that account has authorized (Z8).
// The list has neither redirect URLs nor scopes. It takes an admin, or an agent who
// manages API credentials (T29).
func (a *Account) GlobalClients(ctx context.Context, access Token) (checklist.Record, error) {
	r, err := a.listed(ctx, access, zendesk.GlobalClientsPath)
	if err == nil {
		r.Global, r.Untold = true, slices.DeleteFunc(r.Untold, func(key string) bool { return key == checklist.KeyGlobal })
	}
	return r, err
}

// listed finds our client in a list of them, page by page.
func (a *Account) listed(ctx context.Context, access Token, path string) (checklist.Record, error) {
	query, why := "", ""
	for page := 1; ; page++ {
		ans, err := a.ask(ctx, http.MethodGet, path+query, access, false)
		if err != nil {
			return checklist.Record{}, err
		}
		var b clientsBody
		if f := a.object(ans, &b); f != nil {
			return checklist.Record{}, f
		}
		if path == zendesk.GlobalClientsPath {
			b.Clients, b.Client = b.Globals, nil
		}
		if b.Clients == nil && b.Client == nil {
			return checklist.Record{}, a.refuse(ans, explain.BodyUnreadable, "there is no list of clients in the answer")
		}
		if r, ok := b.find(a.o.Client.Identifier.String(), eyes{a.fit, a.holdsSecret}); ok {
			r.At, r.How = a.o.Now(), "token"
			return r, nil
		}
		var more bool
		if query, more = b.next(page + 1); !more {
			break
		}
		if page == clientPages || query == "" {
			why = explain.ListUnread + ": "
			break
		}
	}
	return checklist.Record{}, &Failure{Op: "GET " + path, Seen: explain.Seen{
		Where: explain.API, Status: http.StatusOK, Error: "record-not-found",
		Asked: explain.Asked{Op: "GET " + path, As: explain.WithToken},
		Text:  why + "it shows no client with the identifier " + redact.Clean(a.o.Client.Identifier.String(), 100),
	}}
}

// number is a whole number however JSON writes it, such as 42.0, or a string that holds
// one; 0 for anything else.
func number(raw json.RawMessage) int64 {
	digits := strings.Trim(string(raw), `"`)
	if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(digits, 64); err == nil && f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return int64(f)
	}
	return 0
}

// asError keeps a nil *Failure from becoming an error that is not nil.
func asError(f *Failure) error {
	if f == nil {
		return nil
	}
	return f
}

// Missing reports whether an error says that a stand-in does not have the path, and
// how: Zendesk names every 404 of its own.
func (a *Account) Missing(err error) (why string, missing bool) {
	f, ok := errors.AsType[*Failure](err)
	if !ok || !a.standIn {
		return "", false
	}
	switch f.Seen.Status {
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented:
	default:
		return "", false
	}
	for _, own := range []string{"RecordNotFound", "InvalidEndpoint", "No help desk", "record-not-found"} {
		if strings.Contains(f.Seen.Error+" "+f.Seen.Text, own) {
			return "", false
		}
	}
	return fmt.Sprintf("the stand-in answered %d to %s: it does not have this path", f.Seen.Status, f.Op), true
}
