package checklist

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
func (s Stage) Title() string {
	switch s {
	case StageFit:
		return "Fit"
	case StageAccount:
		return "Account"
	case StageClient:
		return "Client"
	case StageSecret:
		return "Secret"
	case StageTest:
		return "Test"
	case StageCleanUp:
		return "Clean up"
	case StageReview:
		return "Review"
	case StageSubmit:
		return "Submit"
	case StageAfter:
		return "After"
	}
	return string(s)
}
