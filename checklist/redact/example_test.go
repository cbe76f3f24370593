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
