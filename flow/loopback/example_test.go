package loopback_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"zdg/checklist/zendesk"
	"zdg/flow/loopback"
)

// One authorization: listen first, then open the browser, exchange the code, and show in the
// browser how that ended. It is not run, since the port has to be free.
func Example() {
	redirect, err := zendesk.ParseRedirectURL("http://127.0.0.1:18573/callback")
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	l, err := loopback.Listen(ctx, loopback.Options{
		Redirect:     redirect,
		State:        "128 random bits", // one for each authorization
		AuthorizeURL: "https://acme.zendesk.com/oauth/authorizations/new?response_type=code&…",
	})
	if errors.Is(err, loopback.ErrCannotListen) {
		fmt.Println("paste the address that the browser ends on") // and hand it to ParseCallback
		return
	}
	if err != nil { // such as a port that is taken
		fmt.Println(err)
		return
	}
	defer l.Close()

	fmt.Println("open", l.StartURL())
	select {
	case answer := <-l.Callbacks():
		if answer.Error != "" {
			l.Answer(loopback.Page{Title: "Not authorized", Said: answer.Error})
			return
		}
		// Exchange answer.Code.Reveal() here, and only then show that it worked.
		l.Answer(loopback.Page{OK: true})
	case <-ctx.Done():
	}
}

// A pasted address is compared with the redirect URL and the state.
func ExampleParseCallback() {
	redirect, err := zendesk.ParseRedirectURL("http://127.0.0.1:18573/callback")
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := loopback.ParseCallback(`"http://127.0.0.1:18573/callback?code=c0ffee&state=ours"`, redirect, "ours")
	fmt.Println(answer.Code, err)
	_, err = loopback.ParseCallback("http://127.0.0.1:18573/callback?code=c0ffee&state=theirs", redirect, "ours")
	fmt.Println(err)
	// Output:
	// •••••••• <nil>
	// this address answers another authorization (its state differs): open the address shown now, and paste the one you end on
}
