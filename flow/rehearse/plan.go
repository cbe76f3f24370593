package rehearse

import (
	"context"
	"net/http"
	"regexp"
	"time"

	"zdg/flow/rehearse/stage"
)

// Plan says which program is rehearsed, and how. Command, Environ and Connect are required.
type Plan struct {
	// Command is the program with its arguments, Dir its working directory ("" is the current one), and Environ its
	// environment, to which zdg adds.
	Command []string
	Dir     string
	Environ []string

	// Connect is where a customer connects an account: an address on this machine with {subdomain} in it.
	Connect Address
	// Poke is an address that makes the program call the API for an account. PokeCommand is a shell command that does so
	// instead, with the account's name in the variable SUBDOMAIN. With neither, only connecting is rehearsed.
	Poke        Address
	PokeCommand string
	// Finish is the request by which the script of the callback's page completes a connection, with {code}, {state} and
	// {error} of the callback in it; zdg runs no scripts. Empty: the callback completes it.
	Finish Address
	// Disconnect is where a customer disconnects an account; empty: disconnecting is not tried.
	Disconnect Address
	// Header is sent with every request to the program, for one behind a sign-in.
	Header http.Header
	// Manual has a person connect once in their own browser; nil: only zdg connects.
	Manual *Manual
	// Restart allows zdg to stop the program and start it again.
	Restart bool
	// Reconnect matches the pages on which the program asks a customer to connect again; nil: usual words, or a redirect to
	// the connect or authorize page.
	Reconnect *regexp.Regexp
	// BaseEnv is the environment variable from which the program takes the account's address; "" when it has none.
	BaseEnv string

	// Isolate starts the program in a namespace of its own when no other step reaches it. It works on Linux only.
	Isolate bool
	// Subdomain is the developer's own account, which the program may have in its settings; "" when it is not known.
	Subdomain string

	// Client is the client as zdg.toml declares it; what is empty is learned from the program.
	Client stage.Client
	// AppName, OrganizationID and AppID are the values of the Marketplace headers (Z15); "" when they are not known.
	AppName, OrganizationID, AppID string

	// Only names the scenarios or groups to run; those that they depend on are run too. Empty: all.
	Only []string
	// Ready is how long the program may take until it listens; 0 means 30 seconds.
	Ready time.Duration
	// Hide holds further secrets to mask, such as the real client's.
	Hide []string
	// Temp is the folder in which a temporary folder is made; "" means the system's.
	Temp string
	// Started is called after each start of the program with a function that ends it at once and removes all files, for a
	// caller that has to exit before Run returns; nil: it is not called.
	Started func(kill func())

	maxLog int                // see stage.Options; tests set it
	watch  func(*stage.Stage) // called before the stage closes; tests set it

	pace pace // zero: usualPace; tests set it
}

// Manual says how a person connects in their own browser.
type Manual struct {
	// Open opens an address in the person's browser; nil: a Note asks the person to open it.
	Open func(ctx context.Context, address string) error
	// Wait is how long to wait for the person; 0: forever.
	Wait time.Duration
}

// Address is a request to the program. {subdomain} in URL and Data stands for the account's name. An empty Method is GET
// without Data and POST with it; Data is a form, or JSON when it begins with a brace.
type Address struct {
	Method, URL, Data string
}

// IsZero reports whether the address is empty.
func (a Address) IsZero() bool { return a.URL == "" }

// pace holds the durations that decide how long a rehearsal takes. Tests use shorter ones.
type pace struct {
	life   time.Duration // lifetime of a token that is to expire during the rehearsal
	odd    time.Duration // lifetime of a token whose expires_in is odd: long enough for a few calls
	slow   time.Duration // how long a slow token endpoint takes: more than a hasty timeout
	retry  time.Duration // the Retry-After of the account, in whole seconds
	job    time.Duration // how long to wait for a refresh by a job of the program
	page   time.Duration // how long the program may take for a page
	settle time.Duration // how long to wait for requests that must not come, after the program has answered
}

// usualPace is the pace of a rehearsal outside of tests.
var usualPace = pace{life: time.Second, odd: 2 * time.Second, slow: 1500 * time.Millisecond, retry: 2 * time.Second, job: 65 * time.Second, page: pageTimeout, settle: 60 * time.Millisecond}
