package checklist

// Stage is a part of the process; the wizard walks through them in order.
type Stage string

const (
	Fit       Stage = "fit"
	Account   Stage = "account"
	Client    Stage = "client"
	SecretIn  Stage = "secret"
	TestStage Stage = "test"
	CleanUp   Stage = "clean-up"
	Review    Stage = "review"
	Submit    Stage = "submit"
)

// Stages is every stage in the order of the process.
func Stages() []Stage {
	return []Stage{Fit, Account, Client, SecretIn, TestStage, CleanUp, Review, Submit}
}

// Title is the stage's name on screen.
func (s Stage) Title() string {
	switch s {
	case Fit:
		return "Fit"
	case Account:
		return "Account"
	case Client:
		return "Client"
	case SecretIn:
		return "Secret"
	case TestStage:
		return "Test"
	case CleanUp:
		return "Clean up"
	case Review:
		return "Review"
	case Submit:
		return "Submit"
	}
	return string(s)
}
