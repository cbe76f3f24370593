package rehearse

import "time"

// pace is how long the things take that are waited for. Tests of a program that refreshes early go faster.
type pace struct {
	life   time.Duration // of a token that is to end: programs with any margin refresh at every call, others are waited for
	odd    time.Duration // of a token whose end is told oddly: enough for a few calls
	slow   time.Duration // of a token endpoint: longer than a hasty time-out, and no strain
	retry  time.Duration // that the account asks to wait, in whole seconds
	job    time.Duration // between two runs of a job of the program's own that refreshes
	page   time.Duration // of the program
	settle time.Duration // for what must not come after the program has answered
}

var usual = pace{life: time.Second, odd: 2 * time.Second, slow: 1500 * time.Millisecond, retry: 2 * time.Second, job: 65 * time.Second, page: answerWithin, settle: 60 * time.Millisecond}
