package loopback

// The pages that the listener shows of itself.
var (
	stillAtWork = Page{
		quiet: true,
		Title: "The answer has arrived",
		Lines: []string{"zdg is still at work with it. This page looks again every two seconds."},
		then:  "The terminal shows how far it is.",
	}
	stopped = Page{
		quiet: true,
		Title: "The test was stopped",
		Lines: []string{"It ended before its result was known. The terminal tells what became of it."},
	}
	startUsed = Page{
		quiet: true,
		Title: "This address was used already",
		Lines: []string{"It leads to the sign-in once."},
		then:  "The terminal shows a new one.",
	}
	lookedAhead = Page{
		quiet: true,
		Title: "Open this address to go on",
		Lines: []string{"It was asked for without being opened, so nothing has happened yet."},
		then:  "The terminal goes on waiting.",
	}
)

// refusal is the page for a request without effect. The wait goes on, so it says
// so, and nothing of the request is repeated.
func refusal(why Reason) Page {
	p := Page{Title: "Not the answer zdg waits for", then: "Nothing has changed: zdg goes on waiting in the terminal."}
	switch why {
	case NoState:
		p.Lines = []string{"This address carries no state, so it cannot be told where it comes from."}
	case OtherState:
		p.Title = "This answer belongs to another authorization"
		p.Code = "state-mismatch"
		p.Cause = "An older tab, another browser or another run of zdg has finished: its state is not the one zdg waits for."
		p.Fix = "Open the address that the terminal shows now, and finish there."
	case OtherPath:
		p.Lines = []string{"There is nothing at this address."}
	case OtherHost:
		p.Lines = []string{"The host of this address is not the one of the registered redirect URL."}
	case OtherMethod:
		p.Lines = []string{"An authorization is answered with GET."}
	default:
		p.Lines = []string{"It carries the right state, but not exactly one code or one error."}
		p.Fix = "Open the address that the terminal shows again."
	}
	return p
}
