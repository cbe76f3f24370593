package practice

import (
	"fmt"
	"net/http"
)

// Fault is a failure that can be switched on, to rehearse it.
type Fault struct {
	// Name is what SetFault takes.
	Name string
	// Summary says in one line what the account does then.
	Summary string
	// Code is how the failure is called among the explanations; empty when nothing is to be explained.
	Code string
}

// row is a fault with what it does: arm changes the account once, wrap stands around the honest handlers at its
// endpoints.
type row struct {
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

// SetFault switches one fault on and the one before it off; an empty name switches all off. What a fault has changed
// in the record or about people stays, as it would on a real account.
func (a *Account) SetFault(name string) error {
	if name == "" {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.fault, a.hits = nil, 0
		return nil
	}
	for _, f := range faults() {
		if f.Name != name {
			continue
		}
		a.mu.Lock()
		defer a.mu.Unlock()
		a.fault, a.hits = &f, 0
		if f.arm != nil {
			f.arm(a)
		}
		return nil
	}
	return fmt.Errorf("there is no fault %q: choose one of the listed ones", name)
}

// Fault is the one that is switched on; zero when none is.
func (a *Account) Fault() Fault {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.fault == nil {
		return Fault{}
	}
	return a.fault.Fault
}

// faulty is the honest handler, or the fault around it.
func (a *Account) faulty(at endpoint, honest http.HandlerFunc) http.Handler {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.fault == nil || a.fault.wrap == nil {
		return honest
	}
	for _, e := range a.fault.at {
		if e == at {
			return a.fault.wrap(a, honest)
		}
	}
	return honest
}
