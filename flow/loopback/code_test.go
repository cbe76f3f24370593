package loopback

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestACodePrintsAsDotsInEveryWay(t *testing.T) {
	c := Callback{Code: newCode(ourCode), State: ourState}
	hidden := struct{ c Callback }{c}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%p"} {
		fmt.Fprintf(&out, verb+"\n", c.Code)
		fmt.Fprintf(&out, verb+"\n", &c.Code)
		fmt.Fprintf(&out, verb+"\n", c)
		fmt.Fprintf(&out, verb+"\n", hidden)
	}
	asJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(asJSON)
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "code", c.Code, "callback", c)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "code", c.Code, "callback", c)
	text, _ := c.Code.MarshalText()
	out.Write(text)
	out.WriteString(c.Code.String() + c.Code.GoString())
	hex := fmt.Sprintf("%x", ourCode)
	if s := out.String(); strings.Contains(s, ourCode) || strings.Contains(s, hex) || !strings.Contains(s, dots) {
		t.Errorf("the code is shown:\n%s", s)
	}
	if c.Code.Reveal() != ourCode || !(Code{}).IsZero() || (Code{}).Reveal() != "" {
		t.Error("Reveal or IsZero")
	}
}
