package launch

import (
	"runtime"
	"slices"
	"strings"
)

// value is a variable of an environment; "" when it is not set.
func value(environ []string, name string) string {
	v := ""
	for _, entry := range environ {
		if k, is, ok := strings.Cut(entry, "="); ok && sameName(k, name) {
			v = is
		}
	}
	return v
}

// sameName compares as the system does.
func sameName(a, b string) bool {
	if runtime.GOOS == "windows" {
		return strings.EqualFold(a, b)
	}
	return a == b
}

// with is an environment with other values; the one that was handed in stays as it is.
func with(environ []string, names ...string) []string {
	all := slices.Clone(environ)
	for i := 0; i+1 < len(names); i += 2 {
		all = slices.DeleteFunc(all, func(entry string) bool {
			k, _, _ := strings.Cut(entry, "=")
			return sameName(k, names[i])
		})
		all = append(all, names[i]+"="+names[i+1])
	}
	return all
}

// noProxy is what is not led through the proxy: this machine, and what was left out before, unless it covers Zendesk.
func noProxy(environ []string) string {
	hosts := []string{"localhost", "127.0.0.1", "::1"}
	for _, name := range []string{"NO_PROXY", "no_proxy"} {
		for _, host := range strings.FieldsFunc(value(environ, name), func(r rune) bool { return r == ',' || r == ' ' }) {
			bare := strings.ToLower(strings.TrimLeft(host, "*."))
			if bare == "" || bare == "com" || bare == "zendesk.com" || strings.HasSuffix(bare, ".zendesk.com") || slices.Contains(hosts, host) {
				continue
			}
			hosts = append(hosts, host)
		}
	}
	return strings.Join(hosts, ",")
}

// Upstream is the proxy that the environment names for https, as HOST:PORT, for what goes past the stage; "" when there
// is none, or one that cannot be used without more.
func Upstream(environ []string) string {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy"} {
		host, plain := strings.CutPrefix(value(environ, name), "http://")
		host = strings.TrimRight(host, "/")
		if plain && strings.Contains(host, ":") && !strings.ContainsAny(host, "@/") {
			return host
		}
	}
	return ""
}
