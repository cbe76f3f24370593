// Package early takes the client secret out of the environment before any other package can
// start a program: within tmux, Lip Gloss runs `tmux info` while it is initialized, long before
// main, and a child inherits the environment.
//
// Go initializes packages in the order of their import paths, as far as their imports allow (The
// Go Programming Language Specification, "Program initialization"). This one imports os alone and
// its path, which a module of its own gives it, sorts before the others, so it comes first. It
// must stay so: it imports nothing more.
package early

import "os"

// SecretEnv is the variable that the client secret is taken from.
const SecretEnv = "ZDG_CLIENT_SECRET"

var secret, given = take()

func take() (string, bool) {
	secret, given := os.LookupEnv(SecretEnv)
	_ = os.Unsetenv(SecretEnv) // fails for no name that is valid
	return secret, given
}

// Secret returns what SecretEnv held when the process started, which may be empty, and whether it
// was set.
func Secret() (string, bool) { return secret, given }
