package checklist

import (
	"testing"
	"time"

	"zdg/checklist/explain"
)

func TestElsewhere(t *testing.T) {
	d := Draft{}.With(FieldSubdomain, "customer").With(FieldIdentifier, "zdg-acme").With(FieldKind, "confidential")
	step := Step{ID: StepCredentials, Of: SubjectOf(d, ""), At: time.Unix(1e9, 0)}
	lost := step
	lost.Seen = &explain.Seen{Where: explain.Network, Error: explain.NetDNS}
	for _, tt := range []struct {
		name string
		step Step
		c    *Credentials
		want Verdict
	}{
		{"known", step, &Credentials{Answer: AnswerAccepted}, Pass},
		{"pending", step, &Credentials{Answer: AnswerRefused}, Fail},
		{"unclear", step, &Credentials{Answer: AnswerUnclear}, Ask},
		{"no network", lost, nil, Fail},
		{"not asked", Step{ID: StepCredentials, Of: step.Of, NotRun: "offline"}, nil, NotRun},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := KnownElsewhere(d, Evidence{Credentials: tt.c}.WithStep(tt.step))
			if got.Verdict != tt.want {
				t.Errorf("%s, want %s", got.Verdict, tt.want)
			}
			if got.Verdict == Fail && tt.c != nil && got.Finding.Fix == "" {
				t.Error("a failure without a fix")
			}
		})
	}
}
