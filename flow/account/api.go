package account

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Reach asks whether the account exists, by a request that needs no token. The error is a
// *Failure.
func (a *Account) Reach(ctx context.Context) error {
	ans, err := a.call(ctx, http.MethodGet, zendesk.LocalesPath, Token{})
	if err != nil {
		return err
	}
	return asError(a.readObject(ans, nil))
}

// Me asks which user the token acts for; the zero Token asks without one. Without a valid
// authorization Zendesk may answer 200 with an anonymous user whose id is null (T15): that
// is a *Failure too, with the error anonymous-user.
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
			// Whether the person may still sign in (Z7's user record has both).
			Suspended json.RawMessage `json:"suspended"`
			Active    json.RawMessage `json:"active"`
		} `json:"user"`
	}
	if f := a.readObject(ans, &b); f != nil {
		return checklist.Person{}, f
	}
	if b.User == nil {
		return checklist.Person{}, a.bodyFailure(ans, explain.BodyUnreadable, "there is no user in the answer")
	}
	p := checklist.Person{
		ID: jsonNumber(b.User.ID), Name: a.fit(b.User.Name, 100), Role: a.fit(b.User.Role, 40),
		Suspended: !isUnset(b.User.Suspended) && !isFalse(b.User.Suspended), Inactive: isFalse(b.User.Active),
	}
	if p.ID == 0 {
		if id := string(b.User.ID); id != "" && id != "null" && id != "0" {
			return p, a.bodyFailure(ans, explain.BodyUnreadable, "the user's id is not a whole number of 64 bits")
		}
		return p, a.bodyFailure(ans, "anonymous-user", "the user has no id: "+p.Name)
	}
	return p, nil
}

// Current is what tokens/current says of a token (Z9), without the token itself.
type Current struct {
	ID        int64
	UserID    int64 // whose token it is; 0: the answer does not say
	Scopes    []string
	ExpiresAt time.Time // zero: the answer does not say
	// NoRefresh is true when the account knows of no refresh token: the key is there, and null.
	NoRefresh bool
}

// CurrentToken asks what the account knows of the token itself. The error is a *Failure.
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
	if f := a.readObject(ans, &b); f != nil {
		return Current{}, f
	}
	if b.Token == nil {
		return Current{}, a.bodyFailure(ans, explain.BodyUnreadable, "there is no token in the answer")
	}
	c := Current{ID: jsonNumber(b.Token.ID), UserID: jsonNumber(b.Token.UserID), Scopes: a.jsonScopes(b.Token.Scopes), NoRefresh: string(b.Token.Refresh) == "null"}
	if c.ID == 0 { // no real token
		return Current{}, a.bodyFailure(ans, explain.BodyUnreadable, "the token in the answer has no id")
	}
	c.ExpiresAt = jsonTime(b.Token.ExpiresAt)
	return c, nil
}

// RevokeCurrent deletes the token that it is given (Z9). The status is returned also with
// an error, and is 0 when no answer came. A 204 without effect has been reported, so
// success proves nothing.
func (a *Account) RevokeCurrent(ctx context.Context, access Token) (status int, err error) {
	return a.remove(ctx, zendesk.CurrentTokenPath, access)
}

// RevokeByID deletes a token by its id (Z9). It returns as RevokeCurrent does.
func (a *Account) RevokeByID(ctx context.Context, access Token, id int64) (status int, err error) {
	return a.remove(ctx, zendesk.TokenPathOf(id), access)
}

// remove sends a DELETE.
func (a *Account) remove(ctx context.Context, path string, access Token) (int, error) {
	ans, err := a.call(ctx, http.MethodDelete, path, access)
	switch {
	case err != nil:
	case !ans.isSuccess():
		err = a.failure(ans)
	default: // a success that is a web page or names an error does not say that the token was deleted
		if f := a.failure(ans); f.Seen.Error == explain.BodyHTML || f.Seen.Error != "" && f.Seen.Error != explain.BodyUnreadable {
			err = f
		}
	}
	return ans.status, err
}

// TokenState tells from the error of an API call whether the account accepted the access
// token. It is StillAlive when the call worked, or when the account only named a scope that
// the token lacks (Z22). It is Dead when the account refused the token itself: 401
// invalid_token (RFC 6750 section 3.1; measured of Zendesk by T13 and T15). It is
// AliveUnknown for anything else, such as the 403 of an IP restriction, a 401 about OAuth
// itself, or an answer of a gateway.
//
// Dead alone proves nothing: the token has died only if the same address accepted it before.
func TokenState(err error) checklist.Alive {
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

// Get requests a path of the API to try a scope, and drops the data. It worked only if data
// came: JSON that names no error. A web page, an error or an empty body is a *Failure
// whatever its status. The status is returned also with an error, and is 0 when no answer
// came.
func (a *Account) Get(ctx context.Context, access Token, path string) (status int, err error) {
	if path == zendesk.MePath { // which answers 200 without a token too
		if _, err = a.Me(ctx, access); err != nil {
			return SeenIn(err).Status, err
		}
		return http.StatusOK, nil
	}
	ans, err := a.send(ctx, http.MethodGet, path, access, false)
	if err != nil {
		return 0, err
	}
	if !ans.isSuccess() {
		return ans.status, a.failure(ans)
	}
	return ans.status, asError(a.checkData(ans))
}

// checkData returns a failure when a successful answer holds no data, and nil when it does.
// Since the data are not used, it does not matter if two readers could read them differently.
func (a *Account) checkData(ans answer) *Failure {
	body := bytes.TrimSpace(ans.body)
	if word, why := ans.unusable(); word != "" {
		return a.bodyFailure(ans, word, why)
	}
	switch {
	case len(body) == 0:
		return a.bodyFailure(ans, explain.BodyUnreadable, errEmpty.Error())
	case !json.Valid(body):
		return a.bodyFailure(ans, explain.BodyUnreadable, errNotJSON.Error())
	case body[0] != '{' && body[0] != '[':
		return a.bodyFailure(ans, explain.BodyUnreadable, errNoObject.Error())
	case string(body) == "{}":
		return a.bodyFailure(ans, explain.BodyUnreadable, "there is nothing in the answer's JSON")
	case body[0] == '[': // every list of the API is a member of an object
		return a.bodyFailure(ans, explain.BodyUnreadable, "the answer is a bare list")
	}
	if f := a.failure(ans); f.Seen.Error != "" {
		return f
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) == nil && !slices.ContainsFunc(slices.Collect(maps.Keys(members)), func(key string) bool {
		switch value := members[key]; value[0] {
		case '[': // a list of records; a list of strings would be messages
			first := bytes.TrimSpace(value[1:])[0]
			return (first == '{' || first == ']') && !slices.Contains([]string{"details", "errors"}, strings.ToLower(key))
		case '{': // a single record has the name that is in the path
			return bytes.TrimSpace(value[1:])[0] != '}' && key != "" && strings.Contains(ans.op, strings.ToLower(key))
		}
		return false
	}) {
		_, said := errorWords(body, false)
		return a.bodyFailure(ans, explain.BodyUnreadable, strings.TrimRight("there are no records in the answer: "+said, ": "))
	}
	return nil
}

// maxClientPages is how many pages of the list of clients are read, of 100 clients each (Z7).
const maxClientPages = 5

// Clients returns the client as Zendesk has saved it, without its secret; nothing else of
// the list of clients is kept. It takes an admin's token with the broad scope read (Z7;
// whether a narrower scope is enough is not known). The error is a *Failure: with the error
// record-not-found when the client is not in the list, and with explain.ListUnread in its
// text when the list has more pages than are read.
func (a *Account) Clients(ctx context.Context, access Token) (checklist.Record, error) {
	return a.listed(ctx, access, zendesk.ClientsPath)
}

// GlobalClients is Clients for an account that is not the client's own: it reads the list
// of the global clients that somebody of that account has authorized (Z8). That list has
// neither redirect URLs nor scopes. It takes the token of an admin, or of an agent who may
// manage API credentials (T29).
func (a *Account) GlobalClients(ctx context.Context, access Token) (checklist.Record, error) {
	r, err := a.listed(ctx, access, zendesk.GlobalClientsPath)
	if err == nil {
		r.Global, r.Untold = true, slices.DeleteFunc(r.Untold, func(key string) bool { return key == checklist.KeyGlobal })
	}
	return r, err
}

// listed finds our client in a list of clients, page by page.
func (a *Account) listed(ctx context.Context, access Token, path string) (checklist.Record, error) {
	query, why := "", ""
	for page := 1; ; page++ {
		ans, err := a.send(ctx, http.MethodGet, path+query, access, false)
		if err != nil {
			return checklist.Record{}, err
		}
		var b clientsBody
		if f := a.readObject(ans, &b); f != nil {
			return checklist.Record{}, f
		}
		if path == zendesk.GlobalClientsPath {
			b.Clients, b.Client = b.Globals, nil
		}
		if b.Clients == nil && b.Client == nil {
			return checklist.Record{}, a.bodyFailure(ans, explain.BodyUnreadable, "there is no list of clients in the answer")
		}
		if r, ok := b.find(a.options.Client.Identifier.String(), sanitizer{a.fit, a.holdsSecret}); ok {
			r.At, r.How = a.options.Now(), "token"
			return r, nil
		}
		var more bool
		if query, more = b.next(page + 1); !more {
			break
		}
		if page == maxClientPages || query == "" {
			why = explain.ListUnread + ": "
			break
		}
	}
	return checklist.Record{}, &Failure{Op: "GET " + path, Seen: explain.Seen{
		Where: explain.API, Status: http.StatusOK, Error: "record-not-found",
		Asked: explain.Asked{Op: "GET " + path, As: explain.WithToken},
		Text:  why + "it shows no client with the identifier " + redact.Clean(a.options.Client.Identifier.String(), 100),
	}}
}

// asError returns f as an error, which is nil when f is.
func asError(f *Failure) error {
	if f == nil {
		return nil
	}
	return f
}

// MissingPath reports whether an error says that a stand-in does not have the path that was
// asked for; why is a sentence on that. It is false for zendesk.com, and for a 404 in
// Zendesk's own words.
func (a *Account) MissingPath(err error) (why string, missing bool) {
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
