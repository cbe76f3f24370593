package redact_test

import (
	"fmt"

	"zdg/checklist/redact"
)

func ExampleClean() {
	fmt.Println(redact.Clean("\x1b[31mdenied\x1b[0m\nby \u202eme, code=c0ffee", 40))
	// Output:
	// denied by me, code=•••
}

// A log line of a program that may print secrets.
func ExampleMask() {
	fmt.Println(redact.Mask(`POST /oauth/tokens {"client_id":"zdg-acme","client_secret":"s3cret"}`))
	// Output:
	// POST /oauth/tokens {"client_id":"zdg-acme","client_secret":"•••"}
}

// A known secret is hidden in other encodings too, and backwards.
func ExampleVeil() {
	var v redact.Veil
	v.Add("open sesame, dear door")
	fmt.Println(v.Over("state=b3BlbiBzZXNhbWUsIGRlYXIgZG9vcg== rood raed ,emases nepo"))
	// Output:
	// state=•••== •••
}
