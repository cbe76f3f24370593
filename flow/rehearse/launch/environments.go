package launch

import (
	_ "embed"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// The files that Node, Python and Ruby load first.
var (
	//go:embed preload/preload.cjs
	nodePreload string
	//go:embed preload/sitecustomize.py
	pythonPreload string
	//go:embed preload/preload.rb
	rubyPreload string
)

// Target is the stage that a program is redirected to.
type Target struct {
	Proxy       string // HOST:PORT of the HTTPS proxy
	Direct      string // HOST:PORT that answers TLS for every account
	Base        string // http://127.0.0.1:PORT, below which every account is a part of the path
	Certificate []byte // of the authority, as PEM, without its key
}

// Environments makes the environment of a program for each [Step]. Make one with [NewEnvironments].
type Environments struct {
	target  Target
	environ []string
	dir     string
	bundle  string // path of the system's roots and the stage's certificate
	extra   string // path of the certificates that Node trusts in addition to its own
	baseEnv string
	// Rootless says that the system's roots were not found: the program then trusts the stage alone.
	Rootless bool
}

// NewEnvironments writes the files that the environments name into dir, which the caller removes. environ is the
// environment that the program would have without zdg. baseEnv is the variable for the account's address, "" when the
// developer named none.
func NewEnvironments(dir string, environ []string, target Target, baseEnv string) (*Environments, error) {
	env := &Environments{target: target, environ: environ, dir: dir, baseEnv: baseEnv, bundle: filepath.Join(dir, "bundle.pem"), extra: filepath.Join(dir, "extra.pem")}
	text, found := bundle(environ, target.Certificate)
	env.Rootless = !found
	extra := target.Certificate
	if before := certificates(variable(environ, "NODE_EXTRA_CA_CERTS")); before != nil {
		extra = append(append(before, '\n'), extra...)
	}
	for name, content := range map[string][]byte{
		env.bundle: text, env.extra: extra, filepath.Join(dir, "preload.cjs"): []byte(nodePreload), filepath.Join(dir, "preload.rb"): []byte(rubyPreload),
		filepath.Join(dir, "python", "sitecustomize.py"): []byte(pythonPreload),
		filepath.Join(dir, "php", "zdg.ini"):             fmt.Appendf(nil, "curl.cainfo=%q\nopenssl.cafile=%q\n", env.bundle, env.bundle),
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, content, 0o600); err != nil {
			return nil, err
		}
	}
	return env, nil
}

// For returns the environment of the program for a step, as NAME=VALUE entries.
func (env *Environments) For(s Step) []string {
	proxy := "http://" + env.target.Proxy
	e := withVariables(env.environ,
		"HTTPS_PROXY", proxy, "https_proxy", proxy, "NO_PROXY", noProxy(env.environ), "no_proxy", noProxy(env.environ),
		"SSL_CERT_FILE", env.bundle, "REQUESTS_CA_BUNDLE", env.bundle, "CURL_CA_BUNDLE", env.bundle, "NODE_EXTRA_CA_CERTS", env.extra,
		"NODE_USE_ENV_PROXY", "1", "PERL_LWP_ENV_PROXY", "1", "PERL_LWP_SSL_CA_FILE", env.bundle,
	)
	switch s {
	case StepPreload:
		e = env.withPreloads(e)
	case StepRuntime, StepIsolate:
		e = env.withJava(env.withPreloads(e))
		e = withVariables(e, "PHP_INI_SCAN_DIR", variable(e, "PHP_INI_SCAN_DIR")+string(os.PathListSeparator)+filepath.Join(env.dir, "php"))
	case StepBase:
		e = withVariables(e, env.baseEnv, env.target.Base+"/{subdomain}", "OAUTHLIB_INSECURE_TRANSPORT", "1")
	}
	return e
}

// withPreloads returns an environment in which Node, Python and Ruby load a file of ours first. What the variables held
// already stays: the program may need it.
func (env *Environments) withPreloads(e []string) []string {
	join := func(name, separator, first, second string) []string {
		if first == "" || second == "" {
			separator = ""
		}
		return withVariables(e, name, first+separator+second)
	}
	e = join("NODE_OPTIONS", " ", variable(e, "NODE_OPTIONS"), `--require "`+strings.ReplaceAll(filepath.Join(env.dir, "preload.cjs"), `\`, `\\`)+`"`)
	e = join("PYTHONPATH", string(os.PathListSeparator), filepath.Join(env.dir, "python"), variable(e, "PYTHONPATH"))
	if ruby := filepath.Join(env.dir, "preload.rb"); !strings.Contains(ruby, " ") { // RUBYOPT has no quotes for a path with spaces
		e = join("RUBYOPT", " ", variable(e, "RUBYOPT"), "-r"+ruby)
	}
	return withVariables(e, "ZDG_REHEARSE_DIRECT", env.target.Direct)
}

// withJava returns an environment with the options that make Java use the proxy and a trust store of ours.
func (env *Environments) withJava(e []string) []string {
	host, port, _ := strings.Cut(env.target.Proxy, ":")
	options := "-Dhttps.proxyHost=" + host + " -Dhttps.proxyPort=" + port
	if store := env.trustStore(); store != "" {
		options += " -Djavax.net.ssl.trustStore=" + store + " -Djavax.net.ssl.trustStorePassword=changeit"
	}
	if before := variable(e, "JAVA_TOOL_OPTIONS"); before != "" {
		options = before + " " + options
	}
	return withVariables(e, "JAVA_TOOL_OPTIONS", options)
}

// trustStore makes a trust store and returns its path; "" when it cannot be made. A trust store that is named in an option
// replaces Java's own, so Java's is copied first; keytool, which comes with Java, adds the stage's certificate.
func (env *Environments) trustStore() string {
	keytool, err := exec.LookPath("keytool")
	if err != nil || strings.Contains(env.dir, " ") { // JAVA_TOOL_OPTIONS has no quotes for a path with spaces
		return ""
	}
	if keytool, err = filepath.EvalSymlinks(keytool); err != nil {
		return ""
	}
	store, certificate := filepath.Join(env.dir, "trust.store"), filepath.Join(env.dir, "authority.pem")
	if _, err := os.Stat(store); err == nil {
		return store
	}
	if err := os.WriteFile(certificate, env.target.Certificate, 0o600); err != nil {
		return ""
	}
	if roots, err := os.ReadFile(filepath.Join(filepath.Dir(keytool), "..", "lib", "security", "cacerts")); err == nil {
		if err := os.WriteFile(store, roots, 0o600); err != nil {
			return ""
		}
	}
	cmd := exec.Command(keytool, "-importcert", "-noprompt", "-alias", "zdg-rehearsal", "-file", certificate, "-keystore", store, "-storepass", "changeit")
	if cmd.Run() != nil {
		_ = os.Remove(store) // Java then uses its own
		return ""
	}
	return store
}

// variable returns the value of a variable in an environment; "" when it is not set.
func variable(environ []string, name string) string {
	v := ""
	for _, entry := range environ {
		if k, is, ok := strings.Cut(entry, "="); ok && sameName(k, name) {
			v = is
		}
	}
	return v
}

// sameName compares the names of two variables as the system does.
func sameName(a, b string) bool {
	if runtime.GOOS == "windows" {
		return strings.EqualFold(a, b)
	}
	return a == b
}

// withVariables returns a copy of an environment with variables set, given as name, value, name, value.
func withVariables(environ []string, pairs ...string) []string {
	all := slices.Clone(environ)
	for i := 0; i+1 < len(pairs); i += 2 {
		all = slices.DeleteFunc(all, func(entry string) bool {
			k, _, _ := strings.Cut(entry, "=")
			return sameName(k, pairs[i])
		})
		all = append(all, pairs[i]+"="+pairs[i+1])
	}
	return all
}

// noProxy returns the value of NO_PROXY: this machine, and the hosts that it named before, except those that cover Zendesk.
func noProxy(environ []string) string {
	hosts := []string{"localhost", "127.0.0.1", "::1"}
	for _, name := range []string{"NO_PROXY", "no_proxy"} {
		for _, host := range strings.FieldsFunc(variable(environ, name), func(r rune) bool { return r == ',' || r == ' ' }) {
			bare := strings.ToLower(strings.TrimLeft(host, "*."))
			if name, port, ok := strings.Cut(bare, ":"); ok && !strings.Contains(port, ":") { // not an IPv6 address
				bare = name
			}
			bare = strings.TrimRight(bare, ".")
			if bare == "" || bare == "com" || bare == "zendesk.com" || strings.HasSuffix(bare, ".zendesk.com") || slices.Contains(hosts, host) {
				continue
			}
			hosts = append(hosts, host)
		}
	}
	return strings.Join(hosts, ",")
}

// Upstream returns the HTTPS proxy that an environment names, as HOST:PORT: the stage uses it for connections to other
// hosts. It is "" when there is none, and for one with a password, or that is reached by TLS.
func Upstream(environ []string) string {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy"} {
		host, plain := strings.CutPrefix(variable(environ, name), "http://")
		host = strings.TrimRight(host, "/")
		if !plain || host == "" || strings.ContainsAny(host, "@/") {
			continue
		}
		if _, _, err := net.SplitHostPort(host); err != nil {
			host = net.JoinHostPort(strings.Trim(host, "[]"), "80")
		}
		return host
	}
	return ""
}
