package explain_test

import (
	"fmt"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// A question from a forum gets the cause that fits it.
func ExampleText() {
	for _, d := range explain.Text(`> I get error invalid_client with description "The client
> identifier provided is invalid, the client failed to authenticate…"
> My body: "client_id": "50789", "client_secret": "c4497<...>"`) {
		fmt.Println(d.Code)
		fmt.Println(d.Cause)
	}
	// Output:
	// invalid-client
	// The identifier that was sent is a number (50789). That is the client's id, but client_id must be its Identifier.
}

// With the age of the code, which only the test knows, the cause is certain.
func ExampleAnswer() {
	seen := explain.Seen{Where: explain.TokenEndpoint, Status: 400, Error: "invalid_grant", Age: 3 * time.Minute}
	fmt.Println(explain.Answer(seen, zendesk.Client{})[0].Cause)
	// Output:
	// The code was 180 seconds old when it was sent. Zendesk accepts it for 120 seconds.
}
