package practice

import (
	"fmt"
	"net/http"
	"slices"
)

// Fault is a failure that can be switched on, to rehearse it.
type Fault struct {
	// Name is what SetFault takes.
	Name string
	// Summary says in one line what the account does then.
	Summary string
}

// faultRow is a fault with what it does: arm changes the account once, wrap stands around the honest handlers at its
// endpoints.
type faultRow struct {
	Fault
	at   []endpoint
	wrap func(a *Account, honest http.Handler) http.Handler
	arm  func(a *Account)
}

// Faults are all faults, in the order in which they are met on the way.
func Faults() []Fault {
	var all []Fault
	for _, f := range faults() {
		all = append(all, f.Fault)
	}
	return all
}

// SetFault switches these faults on and all others off; none, or an empty name, switches all off. With several, the one
// that is named later stands around the ones before it. What a fault has changed in the record or about people stays, as
// it would on a real account.
func (a *Account) SetFault(names ...string) error {
	var on []faultRow
	for _, name := range names {
		if name == "" {
			continue
		}
		// The table is made anew each time, and with it what a fault counts.
		table := faults()
		i := slices.IndexFunc(table, func(f faultRow) bool { return f.Name == name })
		if i < 0 {
			return fmt.Errorf("there is no fault %q: choose one of the listed ones", name)
		}
		on = append(on, table[i])
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.faults = on
	for _, f := range on {
		if f.arm != nil {
			f.arm(a)
		}
	}
	return nil
}

// faulty is the honest handler, or the faults around it.
func (a *Account) faulty(at endpoint, honest http.HandlerFunc) http.Handler {
	a.mu.Lock()
	on := a.faults
	a.mu.Unlock()
	var h http.Handler = honest
	for _, f := range on {
		if f.wrap != nil && slices.Contains(f.at, at) {
			h = f.wrap(a, h)
		}
	}
	return h
}
