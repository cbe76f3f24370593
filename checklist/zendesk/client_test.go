package zendesk

import (
	"errors"
	"reflect"
	"slices"
	"testing"
)

func goodTyped() Typed {
	return Typed{
		Subdomain: "https://d3v-acme.zendesk.com/", Identifier: " zdg-acme ", Kind: "Public",
		RedirectURL: "http://127.0.0.1:18573/callback", Scopes: []string{"tickets:read users:read"},
	}
}

func TestParseClient(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Typed)
		wrong  []string // the fields in error, in order
	}{
		{"good", func(*Typed) {}, nil},
		{"stand-in without a subdomain", func(c *Typed) { c.StandIn, c.Subdomain = true, " " }, nil},
		{"stand-in with a subdomain", func(c *Typed) { c.StandIn = true }, nil},
		{"stand-in with a wrong subdomain", func(c *Typed) { c.StandIn, c.Subdomain = true, "a_b" }, []string{"subdomain"}},
		{"no subdomain", func(c *Typed) { c.Subdomain = "" }, []string{"subdomain"}},
		{"no identifier", func(c *Typed) { c.Identifier = "" }, []string{"identifier"}},
		{"two wrong", func(c *Typed) { c.Kind, c.Scopes = "x", nil }, []string{"kind", "scopes"}},
		{"all wrong", func(c *Typed) { *c = Typed{} }, []string{"subdomain", "identifier", "kind", "redirect_urls", "scopes"}},
	} {
		typed := goodTyped()
		tt.change(&typed)
		c, err := ParseClient(typed)
		if fields := fieldsOf(err); !slices.Equal(fields, tt.wrong) {
			t.Errorf("%s: fields in error %v, want %v", tt.name, fields, tt.wrong)
		}
		if zero := reflect.DeepEqual(c, Client{}); zero != (err != nil) {
			t.Errorf("%s: client %+v with error %v", tt.name, c, err)
		}
		if err == nil && (c.Identifier.String() != "zdg-acme" || c.Kind != Public || len(c.Scopes.List()) != 2) {
			t.Errorf("%s: client %+v", tt.name, c)
		}
	}
}

// fieldsOf returns the fields of the errors that are joined in err.
func fieldsOf(err error) []string {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	var fields []string
	for _, e := range joined.Unwrap() {
		if f, ok := errors.AsType[*FieldError](e); ok && f.Error() == f.Unwrap().Error() {
			fields = append(fields, f.Field)
		}
	}
	return fields
}

func TestFieldErrorIsFound(t *testing.T) {
	_, err := ParseClient(Typed{})
	var f *FieldError
	if !errors.As(err, &f) || f.Field != "subdomain" {
		t.Errorf("errors.As found %v in %v", f, err)
	}
}
