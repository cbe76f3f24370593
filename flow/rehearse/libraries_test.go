package rehearse

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// librariesDir holds the integrations that use OAuth libraries.
const librariesDir = "testdata/libraries"

// ofLibraries are integrations on libraries as their users use them: "plain" as the library's README shows it, and "whole"
// with what a user has to add, which passes everything. The table in docs/rehearse.md tells the same in words.
var ofLibraries = []struct {
	library, file string
	want          string // scenario=verdict, separated by spaces
}{
	{"simple-oauth2", "plain.js", withEveryLibrary + "connect-state=fail connect-pkce=warn callback-denied=fail refresh-works=fail"},
	{"simple-oauth2", "whole.js", ""},
	{"openid-client", "plain.mjs", withEveryLibrary + "callback-foreign-state=fail callback-denied=fail customers-two-flows=warn refresh-lifetimes=warn refresh-once=fail refresh-invalid-grant=fail lifetime-201=fail lifetime-null=fail lifetime-missing=warn"},
	{"openid-client", "whole.mjs", ""},
	{"passport-oauth2", "plain.js", withEveryLibrary + "connect-state=fail connect-pkce=warn callback-error=fail callback-empty=warn refresh-comes=fail"},
	{"passport-oauth2", "whole.js", ""},
	{"requests-oauthlib", "plain.py", withEveryLibrary + "connect-pkce=warn callback-foreign-state=fail callback-denied=fail customers-two-flows=warn refresh-lifetimes=warn refresh-once=fail refresh-invalid-grant=fail lifetime-null=warn lifetime-missing=warn exchange-redirected=fail output-clean=warn"},
	{"requests-oauthlib", "whole.py", ""},
}

// withEveryLibrary is found with every library, since none does it for its users.
const withEveryLibrary = "exchange-lifetimes=warn hostile-name=fail disconnect-revokes=fail headers-sent=fail "

// installed is a copy of the integrations for Node with their packages from the registry, which only npm can ask.
func installed(t *testing.T) string {
	t.Helper()
	required := os.Getenv("ZDG_REQUIRE_TOOLS") != ""
	if !required && os.Getenv("ZDG_INSTALL") == "" {
		t.Skip("it would download packages: set ZDG_INSTALL=1 to allow that")
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			if required {
				t.Fatalf("there is no %s here", tool)
			}
			t.Skipf("there is no %s here", tool)
		}
	}
	const oldest = 20 // of openid-client
	out, err := exec.Command("node", "-p", "process.versions.node.split('.')[0]").Output()
	if err != nil {
		t.Fatal(err)
	}
	if major, err := strconv.Atoi(strings.TrimSpace(string(out))); err != nil || major < oldest {
		if required {
			t.Fatalf("Node %s is older than %d", bytes.TrimSpace(out), oldest)
		}
		t.Skipf("Node %s is older than %d", bytes.TrimSpace(out), oldest)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(librariesDir)); err != nil {
		t.Fatal(err)
	}
	// A lock file would name the registry. Scripts of packages are not wanted.
	npm := exec.Command("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts")
	npm.Dir = dir
	if out, err := npm.CombinedOutput(); err != nil {
		t.Fatalf("npm install: %v\n%s", err, out)
	}
	return dir
}

// pythonWith returns an interpreter on the PATH that has the packages, which the first one need not have.
func pythonWith(t *testing.T, packages ...string) string {
	t.Helper()
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		at, err := exec.LookPath(filepath.Join(dir, "python3"))
		if err == nil && exec.Command(at, "-c", "import "+strings.Join(packages, ", ")).Run() == nil {
			return at
		}
	}
	if os.Getenv("ZDG_REQUIRE_TOOLS") != "" {
		t.Fatalf("no python3 here has %s", strings.Join(packages, " and "))
	}
	t.Skipf("no python3 here has %s", strings.Join(packages, " and "))
	return ""
}

// TestLibrariesOfNode: what each library leaves to its users is found, and everything passes once they have added it.
func TestLibrariesOfNode(t *testing.T) {
	t.Parallel()
	dir := installed(t)
	for name, version := range wantedVersions(t) {
		var is struct{ Version string }
		text, err := os.ReadFile(filepath.Join(dir, "node_modules", name, "package.json"))
		if err != nil || json.Unmarshal(text, &is) != nil || is.Version != version {
			t.Errorf("%s %s is installed, want %s (%v)", name, is.Version, version, err)
		}
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal(err)
	}
	tryLibraries(t, dir, node, false)
}

// TestLibrariesOfPython: what TestLibrariesOfNode proves, for a library of Python.
func TestLibrariesOfPython(t *testing.T) {
	t.Parallel()
	tryLibraries(t, librariesDir, pythonWith(t, "requests_oauthlib", "flask"), true)
}

// tryLibraries puts the integrations in dir that are in Python, or the others, through everything.
func tryLibraries(t *testing.T, dir, interpreter string, python bool) {
	t.Helper()
	cases := map[string]mistake{}
	for _, x := range ofLibraries {
		if python == (filepath.Ext(x.file) == ".py") {
			cases[filepath.Join(x.library, x.file)] = mistake{want: x.want}
		}
	}
	inParallel(t, cases, func(t *testing.T, path string, m mistake) {
		at, err := filepath.Abs(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		m.try(t, []string{interpreter, at}, "")
	})
}

// TestVersionsOfLibraries: the table of docs/rehearse.md names the versions that were tried.
func TestVersionsOfLibraries(t *testing.T) {
	versions := wantedVersions(t)
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	const goOAuth2 = "golang.org/x/oauth2" // of the sample in Go
	if m := regexp.MustCompile(goOAuth2 + ` v(\S+)`).FindSubmatch(mod); m != nil {
		versions[goOAuth2] = string(m[1])
	}
	text, err := os.ReadFile("../../docs/rehearse.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "\n## What users of libraries have to add\n")
	table, _, _ = strings.Cut(table, "\n## ")
	named := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| (\S+) (\d\S*) \|`).FindAllStringSubmatch(table, -1) {
		named[row[1]] = row[2]
	}
	for _, library := range []string{goOAuth2, "simple-oauth2", "openid-client", "passport-oauth2"} {
		if named[library] != versions[library] {
			t.Errorf("docs/rehearse.md names %s %s, tried is %s", library, named[library], versions[library])
		}
	}
	t.Run("python", func(t *testing.T) {
		python := pythonWith(t, "requests_oauthlib")
		out, err := exec.Command(python, "-c", "import requests_oauthlib; print(requests_oauthlib.__version__)").Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(string(out)); got != named["requests-oauthlib"] {
			t.Errorf("docs/rehearse.md names requests-oauthlib %s, installed is %s", named["requests-oauthlib"], got)
		}
	})
}

// wantedVersions returns the exact versions of package.json.
func wantedVersions(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(librariesDir, "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	var is struct{ Dependencies map[string]string }
	if err := json.Unmarshal(text, &is); err != nil {
		t.Fatal(err)
	}
	return is.Dependencies
}
