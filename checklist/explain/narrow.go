package explain

import (
	"strings"

	"zdg/checklist/zendesk"
)

// narrowing has a function for each code with several causes: it names the cause from what is
// known of the request, or changes nothing.
var narrowing = map[Code]func(*Diagnosis, known){
	"network":              narrowNetwork,
	"tls":                  narrowTLS,
	"maintenance":          narrowMaintenance,
	"server-error-page":    narrowServerError,
	"html-instead-of-json": narrowPage,
	"unreadable-answer":    narrowUnreadable,
	"redirected":           narrowRedirected,
	"machine-refused":      narrowMachineRefused,
	"ip-restricted":        narrowInFront,
	"bot-check":            narrowInFront,

	"no-such-client":            narrowNoSuchClient,
	"authorize-invalid-request": narrowAuthorize,
	"redirect-mismatch":         narrowRedirect,
	"scope-not-allowed":         narrowScope,
	"response-type-refused":     narrowResponseType,

	"state-mismatch":       narrowState,
	"callback-unusable":    narrowUnusable,
	"no-callback":          narrowNoCallback,
	"port-busy":            narrowPort,
	"port-denied":          narrowPort,
	"callback-unreachable": narrowPort,

	"invalid-client":         narrowClient,
	"invalid-grant":          narrowGrant,
	"invalid-request":        narrowRequest,
	"unauthorized-client":    narrowGrantType,
	"unsupported-grant-type": narrowUnsupported,
	"could-not-authenticate": narrowAuthenticate,
	"no-refresh-token":       narrowNoRefresh,
	"no-expiry":              narrowNoExpiry,

	"invalid-token":     narrowToken,
	"oauth-disabled":    narrowOAuthDisabled,
	"missing-scope":     narrowMissingScope,
	"role-too-low":      narrowRole,
	"record-not-found":  narrowNotFound,
	"invalid-endpoint":  narrowEndpoint,
	"record-invalid":    narrowRecordInvalid,
	"rate-limited":      narrowRetry,
	"anonymous-user":    narrowAnonymous,
	"create-token-gone": narrowCreateToken,
	"csrf-token":        narrowCSRF,
	"revoke-ignored":    narrowRevokeIgnored,
}

// narrow fits a row to what is known, and puts the account in the place of SUBDOMAIN.
func narrow(d Diagnosis, k known) Diagnosis {
	if f := narrowing[d.Code]; f != nil {
		f(&d, k)
	}
	if k.account != "" {
		for _, text := range []*string{&d.Cause, &d.Check, &d.Fix} {
			*text = strings.ReplaceAll(*text, "SUBDOMAIN", k.account)
		}
	}
	return d
}

// because sets the cause and how well it is known.
func (d *Diagnosis) because(cause string, c zendesk.Confidence, source string) {
	d.Cause, d.Confidence, d.Source = cause, c, zendesk.SourceOf(source)
}
