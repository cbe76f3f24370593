package rehearse

import (
	"context"
	"net/http"
	"regexp"
	"time"

	"zdg/flow/rehearse/stage"
)

// Plan says which program is rehearsed, and how it is reached.
type Plan struct {
	// Command is the program with its arguments; Dir and Environ are what it is started in.
	Command []string
	Dir     string
	Environ []string

	// Connect is where a customer connects an account, on loopback, with {subdomain} in it.
	Connect Address
	// Poke makes the program call the API for an account; PokeCommand does so by a shell command, which finds the account
	// in the variable SUBDOMAIN. Both may be empty.
	Poke        Address
	PokeCommand string
	// Finish is what the script of the callback's page sends to end a connection, with {code}, {state} and {error} of the
	// callback in it: no script is run. Empty: the callback ends it.
	Finish Address
	// Disconnect is where a customer disconnects an account; empty: it is not tried.
	Disconnect Address
	// Header goes with every request to the program, for one behind a sign-in.
	Header http.Header
	// Manual has a person connect in a browser of their own; nil: zdg's own client is the only one.
	Manual *Manual
	// Restart says that the program may be stopped and started again.
	Restart bool
	// Reconnect is what the program says when a customer has to connect again; nil: usual words and statuses.
	Reconnect *regexp.Regexp
	// BaseEnv is the variable that the program takes the account's address from; "" when it has none.
	BaseEnv string

	// Isolate starts the program in a namespace of its own when nothing else led it, where the system has one for us.
	Isolate bool
	// Subdomain is the account that the developer works with, which a program may have in its settings; "" when there is none.
	Subdomain string

	// Client is what zdg.toml declares; what is empty is learned from the program.
	Client stage.Client
	// AppName, OrganizationID and AppID are the values of the Marketplace headers; "" when they are not known.
	AppName, OrganizationID, AppID string

	// Only are the scenarios to run, with what they hang on; none means all.
	Only []string
	// Ready is how long the program may take to listen; 0 means 30 seconds.
	Ready time.Duration
	// Hide are secrets that are known besides, such as the real client's: they are masked too.
	Hide []string
	// Temp is where the folder for certificates is made; "" means the system's.
	Temp string
	// Started is told how to end the program at once and leave nothing behind, for whoever has to leave in a hurry; nil: nobody wants to know.
	Started func(kill func())

	maxLog int                // of requests; tests have fewer
	watch  func(*stage.Stage) // tests look at the stage before it closes

	pace pace // zero: the usual one
}

// Manual is how a person connects.
type Manual struct {
	// Open opens an address in the person's browser; nil: they do so themselves.
	Open func(ctx context.Context, address string) error
	// Wait is how long zdg waits for them; 0 waits for ever.
	Wait time.Duration
}

// Address is a request to the program. {subdomain} in URL and Data stands for the account's name.
type Address struct {
	Method, URL, Data string
}

// IsZero reports whether there is none.
func (a Address) IsZero() bool { return a.URL == "" }
