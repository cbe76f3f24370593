package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow/practice"
)

func TestFaultDump(t *testing.T) {
	for _, f := range practice.Faults() {
		r := rehearse(t, f.Name)
		fmt.Printf("%q, %q", f.Name, r.evidence.Outcome)
		for _, s := range r.steps() {
			if s.Verdict == checklist.Fail || s.Verdict == checklist.Warn {
				code := ""
				if s.Diagnosis != nil {
					code = string(s.Diagnosis.Code)
				}
				fmt.Printf(" | %s %s %s (%s)", s.ID, s.Verdict, code, s.Summary)
			}
		}
		fmt.Println("   //", f.Code)
	}
}

var _ = os.Getenv
var _ = regexp.MustCompile
var _ = slices.Contains[[]string]
var _ = strconv.Itoa
var _ = strings.Contains
