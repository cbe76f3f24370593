package rehearse

import (
	"bytes"
	"context"
)

func outputScenarios() []Scenario {
	return []Scenario{{
		ID: "output-clean", Title: "no token, secret or verifier is printed",
		Rule: inferred("ours", "what a program prints is kept in logs that more people read than may act for a customer"),
		Fix:  "log neither tokens nor secrets, nor errors and requests that quote them",
		run:  outputClean,
	}}
}

func outputClean(_ context.Context, r *rehearsal) finding {
	printed := r.output()
	for _, s := range r.stage.Secrets() {
		if len(s.Value) >= 8 && bytes.Contains(printed, []byte(s.Value)) {
			return failed("%s stands in what the program prints", s.What)
		}
	}
	for _, code := range r.stage.Codes() {
		if bytes.Contains(printed, []byte(code)) {
			return warned("authorization codes stand in what the program prints, as in the addresses of an access log")
		}
	}
	return passed("%d bytes were printed, without any", len(printed))
}
