package explain

import "zdg/checklist/zendesk"

// Code is the permanent name of a diagnosis, such as "invalid-grant": people search for it.
type Code string

// Diagnosis is what an answer means and what to do about it, in sentences that are fit to
// show.
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

// row is a line of the catalogue: a diagnosis and the texts that identify it. A text is in
// lower case and without punctuation, as plainOf writes it; " … " in it stands for at most
// maxPartGap bytes of other words.
type row struct {
	code                    Code
	what, cause, check, fix string
	confidence              zendesk.Confidence
	source                  string // key in the fact sheet

	own   []string // only Zendesk says this, so it needs no other evidence
	said  []string // sentences and error codes of OAuth that other servers may use too
	alone []string // they count when the text has nothing else: somebody typed what the browser shows

	where  []Where // the only places where the texts mean this; none: anywhere
	unless []Code  // better explanations: the row is left out where one of them was found
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

// All returns every diagnosis of the catalogue in the order of the process, not narrowed and
// without Said.
func All() []Diagnosis {
	var all []Diagnosis
	for _, r := range catalogue() {
		all = append(all, r.diagnosis())
	}
	return all
}

// Lookup returns the diagnosis of a code, not narrowed and without Said; false when the
// catalogue has no such code.
func Lookup(c Code) (Diagnosis, bool) {
	if i := rowOf(indexed().table, c); i >= 0 {
		return indexed().table[i].diagnosis(), true
	}
	return Diagnosis{}, false
}
