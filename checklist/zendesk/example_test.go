package zendesk_test

import (
	"fmt"

	"zdg/checklist/zendesk"
)

func ExampleParseSubdomain() {
	for _, typed := range []string{"https://D3V-acme.zendesk.com/agent/home", "d3v_acme", "help.acme.com"} {
		s, err := zendesk.ParseSubdomain(typed)
		fmt.Println(s.URL(), err)
	}
	// Output:
	// https://d3v-acme.zendesk.com <nil>
	//  "d3v_acme" holds an underscore, which no host name has: did you mean "d3v-acme"?
	//  "help.acme.com" is not a zendesk.com host: a host-mapped domain does not work, type the account's own subdomain, as the address of its Admin Center shows it
}

func ExampleSecret() {
	s, _ := zendesk.ParseSecret("af3t24tfj\n")
	fmt.Printf("%v %+v %#v %q %x\n", s, s, s, s, s)
	fmt.Println(s.Remarks(zendesk.Identifier{})[0].Code)
	// Output:
	// •••••••• •••••••• •••••••• •••••••• ••••••••
	// secret-truncated
}

func ExampleDiff() {
	fmt.Println(zendesk.Diff("http://localhost:8080/callback", "http://localhost:8080/callback/"))
	fmt.Println(zendesk.Diff("http://localhost:8080/callback", "http://127.0.0.1:8080/callback"))
	// Output:
	// the trailing slash of the path: "/callback" and "/callback/"
	// the name of this machine: "localhost" and "127.0.0.1"
}

func ExampleProbe() {
	for _, scope := range []string{"tickets:read", "tickets:write"} {
		path, ok, why := zendesk.Probe(scope)
		fmt.Printf("%q %v %q\n", path, ok, why)
	}
	// Output:
	// "/api/v2/tickets.json?per_page=1" true ""
	// "" false "it only writes, and nothing is written to an account to try a scope"
}
