package practice_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"

	"zdg/flow/practice"
)

// A client under test opens the account, lets somebody authorize, and takes the code from the callback.
func Example() {
	const callback = "http://127.0.0.1:19186/callback"
	account := practice.New(practice.Prepared(callback))
	server := httptest.NewServer(account)
	defer server.Close()
	account.SetURL(server.URL)

	ask := url.Values{
		"response_type": {"code"}, "client_id": {account.Client().Identifier}, "redirect_uri": {callback}, "scope": {"read"}, "state": {"s"},
	}
	to, err := account.Approve(context.Background(), server.URL+"/oauth/authorizations/new?"+ask.Encode(), practice.Admin, true)
	if err != nil {
		fmt.Println(err)
		return
	}
	back, _ := url.Parse(to)
	fmt.Println(back.Host, back.Query().Get("state"), back.Query().Has("code"))
	// Output: 127.0.0.1:19186 s true
}

// A fault turns the same authorization into a failure.
func ExampleAccount_SetFault() {
	account := practice.New(practice.Prepared("http://127.0.0.1:19186/callback"))
	if err := account.SetFault("no-such-client"); err != nil {
		fmt.Println(err)
		return
	}
	_, err := account.Approve(context.Background(), "http://127.0.0.1/oauth/authorizations/new?client_id=zdg-acme-sync", "", true)
	fmt.Println(err)
	// Output: the practice account shows a page (status 400): "Invalid Authorization Request" "No such client": fix what it names and authorize again
}
