package launch

// Step is a way to lead a program to the stage.
type Step string

// The steps, in the order in which they are tried. Each keeps what the ones before it set.
const (
	StepProxy   Step = "proxy"   // a proxy and a bundle of certificates, by the environment
	StepPreload Step = "preload" // also a file that Node, Python or Ruby loads first
	StepRuntime Step = "runtime" // also the options of Java and the settings of PHP
	StepIsolate Step = "isolate" // also a namespace whose files of hosts and certificates lead there, where it was asked for
	StepBase    Step = "base"    // the proxy, and the address of the account in a variable that the developer named
)

// Steps is the ladder for a program whose developer named no variable.
func Steps() []Step { return []Step{StepProxy, StepPreload, StepRuntime} }

// Text says in a few words how the program is led.
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
