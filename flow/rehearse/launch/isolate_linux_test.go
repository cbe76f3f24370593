package launch

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// dialEnv has the test's own binary play an isolated program that connects to the addresses in this variable.
const dialEnv = "ZDG_TEST_DIAL"

func TestMain(m *testing.M) {
	Isolated()
	if to := os.Getenv(dialEnv); to != "" {
		dialAll(strings.Fields(to))
		return
	}
	if as := os.Getenv(behaviourEnv); as != "" {
		behave(as)
		return
	}
	os.Exit(m.Run())
}

// dialAll prints who answers at each address. It looks up names only in the hosts file.
func dialAll(addresses []string) {
	files := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no name server") }}
	for _, to := range addresses {
		said := []byte("nobody")
		if c, err := (&net.Dialer{Resolver: files}).Dial("tcp", to); err == nil {
			said, _ = io.ReadAll(c) // what did not come is missing in what is printed
		}
		_, _ = os.Stdout.WriteString(to + " is " + string(said) + "\n")
	}
	status, _ := os.ReadFile("/proc/self/status") // without it no capabilities are printed
	_, capabilities, _ := strings.Cut(string(status), "CapEff:\t")
	_, _ = os.Stdout.WriteString("capabilities " + strings.SplitN(capabilities, "\n", 2)[0] + "\n")
}

// TestIsolation: port 443 of an account is the stage, and everything else is as outside of the namespace, where nothing
// changes. As root it is also tried as an ordinary user, who gets no capabilities.
func TestIsolation(t *testing.T) {
	if err := exec.Command("unshare", "--map-root-user", "--mount", "true").Run(); err != nil {
		t.Skipf("this machine gives no mount namespace: %v", err)
	}
	if os.Geteuid() == 0 {
		cmd := exec.Command("/proc/self/exe", "-test.run=^TestIsolation$", "-test.v") // only root may look into the folder of the test's binary
		cmd.Dir, cmd.Env = "/", []string{"TMPDIR=/tmp", "PATH=" + os.Getenv("PATH")}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("as an ordinary user: %v\n%s", err, out)
		} else if strings.Contains(string(out), "SKIP") {
			t.Logf("as an ordinary user: %s", out)
		}
	}
	serve := func(name string) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		go func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				_, _ = io.WriteString(c, name)
				_ = c.Close()
			}
		}()
		return l.Addr().String()
	}
	before, err := os.ReadFile("/etc/hosts")
	if err != nil {
		t.Skip("this machine has no file of hosts")
	}
	other := serve("another")
	i, err := NewIsolation(t.TempDir(), []string{"a.zendesk.com", "b.zendesk.com"}, Target{Direct: serve("the stage"), Certificate: []byte(certificate)})
	if err != nil {
		t.Fatal(err)
	}
	p, err := i.Start([]string{"/proc/self/exe"}, "", append(os.Environ(), dialEnv+"=a.zendesk.com:443 b.zendesk.com:443 b.zendesk.com:444 c.zendesk.com:443 "+other))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	select {
	case <-p.Done():
	case <-time.After(time.Minute):
	}
	p.Stop()
	want := "a.zendesk.com:443 is the stage\nb.zendesk.com:443 is the stage\nb.zendesk.com:444 is nobody\nc.zendesk.com:443 is nobody\n" + other + " is another\n"
	if os.Geteuid() != 0 {
		want += "capabilities 0000000000000000\n"
	}
	if got := string(p.Output()); !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant %s", got, want)
	}
	if after, err := os.ReadFile("/etc/hosts"); err != nil || string(after) != string(before) {
		t.Errorf("the file of hosts is another one: %v", err)
	}
	if _, err := i.Start([]string{"/no/such/program"}, "", nil); err == nil || errors.Is(err, ErrNotIsolated) {
		t.Errorf("a program that is not there: %v", err)
	}
}

// TestHostsFirst: the hosts file comes before all other sources of host names.
func TestHostsFirst(t *testing.T) {
	for from, want := range map[string]string{
		"passwd: files\nhosts: mymachines resolve [!UNAVAIL=return] files dns\n": "passwd: files\nhosts: files mymachines resolve [!UNAVAIL=return] dns\n",
		"hosts:\tfiles dns": "hosts: files dns",
		"":                  "",
	} {
		if got := string(hostsFirst([]byte(from))); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
