package checklist

import (
	"fmt"
	"slices"
)

// noData warns of calls for a scope that were answered with a success and without data:
// with a page, an error or nothing. Nothing is known of the scope then; where another call
// lacks its scope, that is told instead.
func noData(all []ScopeProbe) (f Finding, found bool) {
	var odd []string
	for _, p := range all {
		if p.NotRun == "" && p.NoData {
			odd = append(odd, fmt.Sprintf("%s (%d)", p.Scope, p.Status))
		}
	}
	if len(odd) == 0 || slices.ContainsFunc(all, func(p ScopeProbe) bool { return p.Lacks == LacksScope }) {
		return f, false
	}
	wrong := "a success without data came for " + list(odd)
	return warn(wrong + ": look at what the answer said, and whether a sign-in page or a proxy is in front of the API").saying(wrong), true
}
