package measure

import (
	"fmt"
	"slices"
)

// Surroundings says where the program runs, by its environment variables.
type Surroundings struct {
	SSH       bool // the browser is on another machine
	WSL       bool // the browser is on the Windows side
	Container bool // the browser is outside of it
	Codespace bool // a container reached through a web page
}

func surroundingsOf(getenv func(string) string) Surroundings {
	any := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return getenv(name) != "" })
	}
	return Surroundings{
		SSH:       any("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"),
		WSL:       any("WSL_DISTRO_NAME", "WSL_INTEROP"),
		Container: any("REMOTE_CONTAINERS", "DEVCONTAINER", "KUBERNETES_SERVICE_HOST", "container"),
		Codespace: any("CODESPACES", "GITPOD_WORKSPACE_ID"),
	}
}

// Hints returns sentences that say what to do in these surroundings. port is the port that is
// listened on, "" when nothing listens.
func (s Surroundings) Hints(port string) []string {
	const paste = "open the address in the browser, and when it cannot reach the last page, paste the address it ended on here"
	var hints []string
	if s.SSH {
		hint := "this is an SSH session: " + paste
		if port != "" {
			hint += fmt.Sprintf("; or connect with ssh -L %s:127.0.0.1:%s, and nothing has to be pasted", port, port)
		}
		hints = append(hints, hint)
	}
	if s.Container || s.Codespace {
		hint := "this is a container: " + paste
		if port != "" {
			hint += "; or forward port " + port + " to your machine under the same number"
		}
		hints = append(hints, hint)
	}
	if s.WSL {
		hints = append(hints, "this is WSL: the browser in Windows reaches this program by localhost forwarding; if it does not, paste the address it ended on here")
	}
	return hints
}
