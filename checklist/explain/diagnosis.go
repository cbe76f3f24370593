package explain

import "zdg/checklist/zendesk"

// Code names a diagnosis for good: people search for it.
type Code string

// Diagnosis is what an answer means and what to do.
type Diagnosis struct {
	Code  Code
	What  string // what happened, at most 90 characters
	Cause string // the likely cause; several are told apart in Check
	Check string // how to find out
	Fix   string // what to do
	// Said quotes the answer that is explained, cleaned and masked: its status, its
	// code and its sentence. Empty when it had no words of its own.
	Said       string
	Confidence zendesk.Confidence
	Source     zendesk.Source
}

// row is a line of the catalogue: a diagnosis and the texts that identify it.
// A text is plain, in any case and punctuation; " … " in it stands for words
// between its parts, at most gap bytes of them.
type row struct {
	code                    Code
	what, cause, check, fix string
	confidence              zendesk.Confidence
	source                  string // key in the fact sheet

	own   []string // only Zendesk says this: it needs nothing beside it
	said  []string // sentences and error codes of OAuth that other servers may use too
	alone []string // it counts when nothing else is there: somebody typed what the browser shows

	where  []Where // the only places where it is seen, for texts that mean different things; none: anywhere
	unless []Code  // better explanations of the same text: it is left out where one of them was found
}

func (r row) diagnosis() Diagnosis {
	return Diagnosis{
		Code: r.code, What: r.what, Cause: r.cause, Check: r.check, Fix: r.fix,
		Confidence: r.confidence, Source: zendesk.SourceOf(r.source),
	}
}

// catalogue is the table in the order of the process.
func catalogue() []row {
	var all []row
	for _, part := range [][]row{netRows, reachRows, authorizeRows, callbackRows, tokenRows, apiRows, retiredRows, requestRows} {
		all = append(all, part...)
	}
	return all
}

// All is the whole catalogue in the order of the process.
func All() []Diagnosis {
	var all []Diagnosis
	for _, r := range catalogue() {
		all = append(all, r.diagnosis())
	}
	return all
}

// Lookup finds one row.
func Lookup(c Code) (Diagnosis, bool) {
	if i := rowOf(indexed().table, c); i >= 0 {
		return indexed().table[i].diagnosis(), true
	}
	return Diagnosis{}, false
}
