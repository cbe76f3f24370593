package launch

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

var (
	//go:embed preload/preload.cjs
	nodePreload string
	//go:embed preload/sitecustomize.py
	pythonPreload string
	//go:embed preload/preload.rb
	rubyPreload string
)

// Stage is where a program is led to.
type Stage struct {
	Proxy, Direct string // HOST:PORT
	Base          string // http://127.0.0.1:PORT
	Certificate   []byte // PEM, without a key
}

// Lead makes environments that lead a program. Make one with [NewLead].
type Lead struct {
	stage   Stage
	environ []string
	dir     string
	bundle  string
	extra   string
	baseEnv string
	// Rootless says that no bundle of the system's roots was found: the program trusts the stage alone.
	Rootless bool
}

// NewLead writes the bundle into dir, which is the caller's to remove. environ is the environment that the program would
// have, baseEnv the variable for the account's address; "" when the developer named none.
func NewLead(dir string, environ []string, stage Stage, baseEnv string) (*Lead, error) {
	l := &Lead{stage: stage, environ: environ, dir: dir, baseEnv: baseEnv, bundle: filepath.Join(dir, "bundle.pem"), extra: filepath.Join(dir, "extra.pem")}
	text, found := bundle(environ, stage.Certificate)
	l.Rootless = !found
	extra := stage.Certificate
	if before, err := os.ReadFile(value(environ, "NODE_EXTRA_CA_CERTS")); err == nil {
		extra = append(append(before, '\n'), extra...)
	}
	for name, content := range map[string][]byte{
		l.bundle: text, l.extra: extra, filepath.Join(dir, "preload.cjs"): []byte(nodePreload), filepath.Join(dir, "preload.rb"): []byte(rubyPreload),
		filepath.Join(dir, "python", "sitecustomize.py"): []byte(pythonPreload),
		filepath.Join(dir, "php", "zdg.ini"):             fmt.Appendf(nil, "curl.cainfo=%q\nopenssl.cafile=%q\n", l.bundle, l.bundle),
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, content, 0o600); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// Environ is the environment for a step.
func (l *Lead) Environ(s Step) []string {
	proxy := "http://" + l.stage.Proxy
	e := with(l.environ,
		"HTTPS_PROXY", proxy, "https_proxy", proxy, "NO_PROXY", noProxy(l.environ), "no_proxy", noProxy(l.environ),
		"SSL_CERT_FILE", l.bundle, "REQUESTS_CA_BUNDLE", l.bundle, "CURL_CA_BUNDLE", l.bundle, "NODE_EXTRA_CA_CERTS", l.extra,
		"NODE_USE_ENV_PROXY", "1", "PERL_LWP_ENV_PROXY", "1", "PERL_LWP_SSL_CA_FILE", l.bundle,
	)
	switch s {
	case StepPreload:
		e = l.preloaded(e)
	case StepRuntime, StepIsolate:
		e = l.java(l.preloaded(e))
		e = with(e, "PHP_INI_SCAN_DIR", value(e, "PHP_INI_SCAN_DIR")+string(os.PathListSeparator)+filepath.Join(l.dir, "php"))
	case StepBase:
		e = with(e, l.baseEnv, l.stage.Base+"/{subdomain}", "OAUTHLIB_INSECURE_TRANSPORT", "1")
	}
	return e
}

// preloaded appends to what is there: a program may need its own.
func (l *Lead) preloaded(e []string) []string {
	join := func(name, separator, first, second string) []string {
		if first == "" || second == "" {
			separator = ""
		}
		return with(e, name, first+separator+second)
	}
	e = join("NODE_OPTIONS", " ", value(e, "NODE_OPTIONS"), `--require "`+strings.ReplaceAll(filepath.Join(l.dir, "preload.cjs"), `\`, `\\`)+`"`)
	e = join("PYTHONPATH", string(os.PathListSeparator), filepath.Join(l.dir, "python"), value(e, "PYTHONPATH"))
	if ruby := filepath.Join(l.dir, "preload.rb"); !strings.Contains(ruby, " ") { // RUBYOPT knows no quotes
		e = join("RUBYOPT", " ", value(e, "RUBYOPT"), "-r"+ruby)
	}
	return with(e, "ZDG_REHEARSE_DIRECT", l.stage.Direct)
}

// java is the environment with Java's options. Its trust store is its own and replaces the one of the runtime, so that
// one is copied first; keytool, which comes with Java, adds the certificate.
func (l *Lead) java(e []string) []string {
	host, port, _ := strings.Cut(l.stage.Proxy, ":")
	options := "-Dhttps.proxyHost=" + host + " -Dhttps.proxyPort=" + port
	if store := l.trustStore(); store != "" {
		options += " -Djavax.net.ssl.trustStore=" + store + " -Djavax.net.ssl.trustStorePassword=changeit"
	}
	if before := value(e, "JAVA_TOOL_OPTIONS"); before != "" {
		options = before + " " + options
	}
	return with(e, "JAVA_TOOL_OPTIONS", options)
}

// trustStore is a file with the roots of Java and ours; "" where it cannot be made.
func (l *Lead) trustStore() string {
	keytool, err := exec.LookPath("keytool")
	if err != nil || strings.Contains(l.dir, " ") { // the options know no quotes
		return ""
	}
	if keytool, err = filepath.EvalSymlinks(keytool); err != nil {
		return ""
	}
	store, certificate := filepath.Join(l.dir, "trust.store"), filepath.Join(l.dir, "authority.pem")
	if _, err := os.Stat(store); err == nil {
		return store
	}
	if err := os.WriteFile(certificate, l.stage.Certificate, 0o600); err != nil {
		return ""
	}
	if roots, err := os.ReadFile(filepath.Join(filepath.Dir(keytool), "..", "lib", "security", "cacerts")); err == nil {
		if err := os.WriteFile(store, roots, 0o600); err != nil {
			return ""
		}
	}
	cmd := exec.Command(keytool, "-importcert", "-noprompt", "-alias", "zdg-rehearsal", "-file", certificate, "-keystore", store, "-storepass", "changeit")
	if cmd.Run() != nil {
		_ = os.Remove(store) // without it Java trusts what it did before
		return ""
	}
	return store
}
