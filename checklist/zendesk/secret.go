package zendesk

import (
	"errors"
	"fmt"
	"strings"
)

// secretMax is the longest secret that is accepted, in bytes. Zendesk publishes no length;
// this keeps a pasted file out.
const secretMax = 4096

// Secret is a client secret. The zero Secret is none: a public client needs none.
type Secret struct{ Hidden }

// ParseSecret parses a secret as pasted or as read from a file, and ignores white space
// around it and a byte order mark. It refuses what settings files, templates and guides have
// in place of a secret, so that such a text is never sent. Errors hold no part of the secret.
func ParseSecret(typed string) (Secret, error) {
	s := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(typed), "\ufeff"))
	switch {
	case strings.HasPrefix(s, "\xff\xfe"), strings.HasPrefix(s, "\xfe\xff"):
		return Secret{}, errors.New("the secret is in UTF-16, as some editors and shells of Windows write files: save it as UTF-8, or paste it")
	case s == "":
		return Secret{}, errors.New("the secret is empty: paste it from where it is stored")
	case len(s) > secretMax:
		return Secret{}, fmt.Errorf("the secret is longer than %d bytes: paste the secret alone", secretMax)
	case hasLineBreak(s):
		return Secret{}, errors.New("the secret holds a line break: paste the secret alone, in one line")
	case strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return Secret{}, errors.New("the secret holds a control character: paste it again from where it is stored")
	case secretLine(s):
		return Secret{}, errors.New("this is a whole line of a settings file, or a secret with its label: give only the secret itself, without the name, the = or colon, and quotes")
	case len(s) > 1 && strings.Contains(quotes, s[:1]) && strings.HasSuffix(s, s[:1]), strings.HasPrefix(s, "\u201c") && strings.HasSuffix(s, "\u201d"):
		return Secret{}, errors.New("the secret is in quotes: give it without them")
	}
	if what := notASecret(s); what != "" {
		return Secret{}, errors.New("what was given as the secret " + what + ": give the secret itself")
	}
	return Secret{NewHidden(s)}, nil
}
