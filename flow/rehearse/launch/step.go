package launch

// Step is a way to redirect a program's requests to the stage.
type Step string

// The steps, in the order in which they are tried; each keeps the settings of those before it. StepBase is used alone.
const (
	StepProxy   Step = "proxy"   // environment variables for a proxy and a certificate bundle
	StepPreload Step = "preload" // also a file that Node, Python or Ruby loads first
	StepRuntime Step = "runtime" // also options for Java and settings for PHP
	StepIsolate Step = "isolate" // also a namespace with its own /etc/hosts and certificates; only when asked for
	StepBase    Step = "base"    // the account's address in a variable that the developer named
)

// Steps returns the steps that are tried for a program whose developer named no variable for the account's address.
func Steps() []Step { return []Step{StepProxy, StepPreload, StepRuntime} }

// Text describes a step in a few words, such as "a namespace of its own".
func (s Step) Text() string {
	switch s {
	case StepProxy:
		return "a proxy and certificates by the environment"
	case StepPreload:
		return "a file that Node, Python or Ruby loads first"
	case StepRuntime:
		return "options for Java and settings for PHP"
	case StepIsolate:
		return "a namespace of its own"
	case StepBase:
		return "the account's address in a variable"
	}
	return string(s)
}
