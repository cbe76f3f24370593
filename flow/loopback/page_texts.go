package loopback

// The pages that are not the result of an authorization.
var (
	workingPage = Page{
		quiet: true,
		Title: "The answer has arrived",
		Lines: []string{"zdg is still working on it. This page reloads every two seconds."},
		then:  "The terminal shows the progress.",
	}
	stoppedPage = Page{
		quiet: true,
		Title: "The test was stopped",
		Lines: []string{"It ended before its result was known. The terminal shows what happened."},
	}
	startUsedPage = Page{
		quiet: true,
		Title: "This address was already used",
		Lines: []string{"It leads to the sign-in page only once."},
		then:  "The terminal shows a new one.",
	}
	prefetchedPage = Page{
		quiet: true,
		Title: "Open this address to go on",
		Lines: []string{"It was fetched without being opened, so nothing has happened yet."},
		then:  "The terminal goes on waiting.",
	}
)

// refusalPage returns the page for a request without effect. It says that the wait goes on,
// and repeats nothing of the request.
func refusalPage(why Reason) Page {
	p := Page{Title: "Not the answer zdg waits for", then: "Nothing has changed: zdg goes on waiting in the terminal."}
	switch why {
	case NoAnswer:
		p.Lines = []string{"This address carries neither a code nor an error, and no state.", "If there is something after a # in it, the account answered in a form that no program can receive."}
	case NoState, EmptyState:
		p.Lines = []string{"This address carries no state, so zdg cannot tell where it comes from."}
		p.Code = "state-mismatch"
	case OtherState, CutState, TwoStates: // the same page for all, so that it does not help to guess a state
		p.Title = "This answer belongs to another authorization"
		p.Code = "state-mismatch"
		p.Cause = "An older tab, another browser or another run of zdg has finished: its state is not the one zdg waits for."
		p.Fix = "Open the address that the terminal shows now, and finish there."
	case SlashPath:
		p.Lines = []string{"The address differs from the registered redirect URL by the slash at its end."}
	case OtherPath:
		p.Lines = []string{"There is nothing at this address."}
	case NoHost:
		p.Lines = []string{"The request names no host, unlike those of every browser."}
	case OtherHost:
		p.Lines = []string{"The host of this address is not that of the registered redirect URL."}
	case OtherMethod:
		p.Lines = []string{"The answer to an authorization comes with GET."}
	}
	return p
}

// tooLargePage returns the page for a request whose headers are too large.
func tooLargePage(host string) Page {
	return Page{
		Title: "The browser sent more than zdg reads",
		Code:  "callback-too-large",
		Cause: "The request had more than 64 KiB of headers: most likely the cookies of other programs on " + host + ", which browsers send to every port.",
		Fix:   "Delete the cookies of " + host + " in the browser and load this page again. Or copy the whole address from the address bar and paste it where zdg runs. The code in it is valid for 120 seconds. If this happens every time, register a redirect URL with the other name of this machine (127.0.0.1 or localhost).",
		then:  "Nothing is lost: zdg goes on waiting in the terminal.",
	}
}
