package checklist

import "cmp"

// Stage is a part of the process; the wizard walks through them in order.
type Stage string

const (
	StageFit     Stage = "fit"
	StageAccount Stage = "account"
	StageClient  Stage = "client"
	StageSecret  Stage = "secret"
	StageTest    Stage = "test"
	StageCleanUp Stage = "clean-up"
	StageReview  Stage = "review"
	StageSubmit  Stage = "submit"
	StageAfter   Stage = "after"
)

// Stages is every stage in the order of the process.
func Stages() []Stage {
	return []Stage{StageFit, StageAccount, StageClient, StageSecret, StageTest, StageCleanUp, StageReview, StageSubmit, StageAfter}
}

// Title is the stage's name on screen.
func (s Stage) Title() string { return cmp.Or(stageTitles[s], string(s)) }

var stageTitles = map[Stage]string{
	StageFit:     "Fit",
	StageAccount: "Account",
	StageClient:  "Client",
	StageSecret:  "Secret",
	StageTest:    "Test",
	StageCleanUp: "Clean up",
	StageReview:  "Review",
	StageSubmit:  "Submit",
	StageAfter:   "After",
}
