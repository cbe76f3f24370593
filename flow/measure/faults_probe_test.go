package measure

import (
	"fmt"
	"testing"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

func TestProbeFaults(t *testing.T) {
	for _, f := range practice.Faults() {
		s := newStage(t, zendesk.Confidential, nil)
		s.plan.Timeout = 300 * time.Millisecond
		if err := s.SetFault(f.Name); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		e := s.run(t)
		fmt.Printf("%-26s %-22s -> %-10s %v lives=%d", f.Name, f.Code, e.Outcome, time.Since(began).Round(time.Millisecond), s.lives())
		for _, st := range e.Steps {
			if st.Seen != nil {
				d := explain.Answer(*st.Seen, s.plan.Client)
				fmt.Printf(" | %s: %s [%d %s %.60s]", st.ID, d[0].Code, st.Seen.Status, st.Seen.Error, st.Seen.Text)
			}
		}
		fmt.Println()
	}
}
