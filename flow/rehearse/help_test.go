package rehearse

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/flow/practice"
	"zdg/flow/rehearse/stage"
)

const clientSecret = "rehearsed-secret-7f3b9d0c2a"

// goSampleDir is the folder of the Go sample's program; "" until a test needs it.
var goSampleDir string

// goSample builds the sample integration in Go, once.
var goSample = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "zdg-goapp-")
	if err != nil {
		return "", err
	}
	goSampleDir = dir
	path := filepath.Join(dir, "goapp")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	out, err := exec.Command("go", "build", "-o", path, "./testdata/goapp").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	Isolated()
	if as := os.Getenv(behaviourEnv); as != "" {
		play(as)
	}
	flag.Parse()
	if f := flag.Lookup("test.parallel"); f.Value.String() == f.DefValue { // nobody has chosen
		_ = flag.Set("test.parallel", "12") // it is an int; what is rehearsed waits for most of its time
	}
	code := m.Run()
	if goSampleDir != "" {
		_ = os.RemoveAll(goSampleDir) // the system clears what is left
	}
	os.Exit(code)
}

func goCommand(t *testing.T) []string {
	t.Helper()
	path, err := goSample()
	if err != nil {
		t.Fatal(err)
	}
	return []string{path}
}

// interpreted returns the command of a sample that needs an interpreter; without it the test is skipped, or fails in CI.
func interpreted(t *testing.T, interpreter, path string) []string {
	t.Helper()
	at, err := exec.LookPath(interpreter)
	if err != nil {
		if os.Getenv("ZDG_REQUIRE_TOOLS") != "" {
			t.Fatalf("there is no %s here", interpreter)
		}
		t.Skipf("there is no %s here", interpreter)
	}
	path, err = filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return []string{at, path}
}

// freePort returns a port that is free now. It is below the ephemeral ports, and outside the range of other packages, whose
// tests run at the same time. No port is returned twice, since the program listens on it only later.
func freePort(t *testing.T) int {
	t.Helper()
	for range 200 {
		port := 10000 + rand.IntN(7000)
		if _, given := givenPorts.LoadOrStore(port, true); given {
			continue
		}
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			_ = l.Close() // it is needed by the program
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

var givenPorts sync.Map

// requireNamespaces skips a test when no mount namespace can be made on this machine.
func requireNamespaces(t *testing.T) {
	t.Helper()
	if err := exec.Command("unshare", "--map-root-user", "--mount", "true").Run(); err != nil {
		t.Skipf("this machine gives no mount namespace: %v", err)
	}
}

// samplePlan returns a plan for one of the samples, with a mistake or with none ("").
func samplePlan(t *testing.T, command []string, mistake string) Plan {
	t.Helper()
	port := freePort(t)
	at := fmt.Sprintf("http://127.0.0.1:%d", port)
	dir := t.TempDir()
	return Plan{
		Command: command, Dir: dir, Temp: t.TempDir(),
		Environ: append(os.Environ(), fmt.Sprintf("PORT=%d", port), "CLIENT_ID=zdg-acme", "CLIENT_SECRET="+clientSecret,
			"REDIRECT_URL="+at+"/callback", "STORE="+filepath.Join(dir, "store.json"), "MISTAKE="+mistake),
		Connect: Address{URL: at + "/connect?subdomain={subdomain}"}, Poke: Address{URL: at + "/tickets?subdomain={subdomain}"},
		Disconnect: Address{Method: "POST", URL: at + "/disconnect?subdomain={subdomain}"}, Restart: true,
		Client:  stage.Client{Identifier: "zdg-acme", Kind: practice.Confidential, RedirectURLs: []string{at + "/callback"}, Scopes: []string{"read"}},
		AppName: "Acme Sync", OrganizationID: "12345",
		pace: pace{life: 30 * time.Millisecond, odd: 400 * time.Millisecond, slow: 800 * time.Millisecond, retry: time.Second, job: 50 * time.Millisecond, page: pageTimeout, settle: 20 * time.Millisecond},
	}
}

// inParallel runs subtests in parallel, more than there are processors, since they wait for most of their time.
func inParallel[T any](t *testing.T, cases map[string]T, try func(*testing.T, string, T)) {
	t.Helper()
	var all sync.WaitGroup
	for name, x := range cases {
		parallelSlots <- true
		all.Go(func() {
			defer func() { <-parallelSlots }()
			t.Run(name, func(t *testing.T) { try(t, name, x) })
		})
	}
	all.Wait()
}

// parallelSlots bounds the subtests that run at the same time in all calls of inParallel.
var parallelSlots = make(chan bool, 24)

// rehearsed is the result of a rehearsal.
type rehearsed struct {
	Outcome
	notes []string
	err   error
}

func rehearse(t *testing.T, plan Plan) rehearsed {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 6*time.Minute)
	defer cancel()
	var out rehearsed
	out.Outcome, out.err = Run(ctx, plan, func(n Progress) {
		if note, ok := n.(Note); ok {
			out.notes = append(out.notes, string(note))
		}
	})
	return out
}

// bad returns the scenarios that did not pass, each with its verdict and what was seen.
func (r rehearsed) bad() map[string]string {
	bad := map[string]string{}
	for _, x := range r.Results {
		if x.Verdict != checklist.Pass && !strings.HasPrefix(x.ID, "ask-") {
			bad[x.ID] = string(x.Verdict) + ": " + x.Seen
		}
	}
	return bad
}
