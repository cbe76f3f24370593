package practice

import (
	"fmt"
	"net/http"
	"slices"
)

// Fault is a failure that can be switched on.
type Fault struct {
	// Name is what SetFault takes.
	Name string
	// Summary says in one line what the account does with it.
	Summary string
}

// faultRow is a fault with what it does: arm changes the account when the fault is switched on, wrap is put around the
// honest handlers of the endpoints in at. Either may be nil.
type faultRow struct {
	Fault
	at   []endpoint
	wrap wrapper
	arm  func(a *Account)
}

// Faults returns all faults, in the order in which an authorization meets them.
func Faults() []Fault {
	var all []Fault
	for _, f := range faults() {
		all = append(all, f.Fault)
	}
	return all
}

// SetFault switches these faults on and all others off; without a name, or with an empty one, it switches all off. Of
// several faults at one endpoint, the one named later is put around the earlier ones. What a fault has changed in the
// record or about people stays, as it would on a real account. An unknown name is an error and changes nothing.
func (a *Account) SetFault(names ...string) error {
	var on []faultRow
	for _, name := range names {
		if name == "" {
			continue
		}
		// A new table each time, so that faults that count calls start again.
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

// faulty returns the honest handler with the present faults around it.
func (a *Account) faulty(at endpoint, honest http.HandlerFunc) http.Handler {
	a.mu.Lock()
	on := a.faults
	a.mu.Unlock()
	var h http.Handler = honest
	for _, f := range on {
		if f.wrap != nil && slices.Contains(f.at, at) {
			inner := h
			h = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { f.wrap(a, w, r, inner) })
		}
	}
	return h
}
