package explain

// traps are families of what people tell of the traps in their own words, where no answer is quoted.
// Like complaints they count only beside something of ours.
var traps = []family{
	{
		code: "cached-session", sameSentence: true,
		nouns: []string{"never saw", "never see", "never sees", "never got to see", "never gets to", "never shows", "not shown", "no page asking", "without seeing", "nie gesehen", "jamais vu", "nunca vi", "mai visto"},
		verbs: []string{"password field", "sign in page", "login page", "login form", "login screen", "type a user name", "type a password", "button to approve", "page to allow", "anmeldeseite", "page de connexion", "página de inicio de sesión"},
	},
	{
		code: "revoke-ignored", sameSentence: true,
		nouns: []string{"204"},
		verbs: []string{"same access token", "same token", "same bearer", "very same", "denselben token", "gleichen token", "même jeton", "mismo token"},
	},
	{
		code: "authorizer-suspended", sameSentence: true, needsTrouble: true,
		nouns: []string{"who connected", "who authorized", "connected it", "clicked allow", "who clicked allow", "granted access", "name is on the connection", "her own zendesk login", "his own zendesk login", "verbunden hat", "a autorisé", "autorizó"},
		verbs: []string{"last day", "left", "seat", "license", "agent account", "deactivated", "downgraded", "suspended", "light agent", "letzter tag", "ausgeschieden", "dernier jour", "último día"},
	},
	{
		code: "authorizer-suspended", sameSentence: true, needsTrouble: true,
		nouns: []string{"last day", "agent seat", "agent account", "zendesk seat", "zendesk account was"},
		verbs: []string{"who connected", "connected it", "clicked allow", "on the connection", "switched off", "taken away", "downgraded", "deactivated", "removed", "to save the licence", "to save the license"},
	},
	{
		code: "claim-refused", sameSentence: true,
		nouns: []string{"six characters", "6 characters", "six leading characters", "leading characters", "start of the secret", "beginning of the secret", "first six", "ersten sechs", "six premiers", "primeros seis", "claim our client", "press claim", "claim the client", "claim form"},
		verbs: []string{"not right", "not correct", "wrong", "incorrect", "not match", "turned down", "refused", "rejected", "declined", "not accepted", "will not take", "invalid", "falsch", "abgelehnt", "refusé", "rechazado"},
	},
	{
		code: "account-not-accepted", sameSentence: true,
		nouns: []string{"request form", "the form", "the field", "subdomain box", "subdomain field", "global oauth request", "marketplace portal", "formular", "formulaire", "formulario"},
		verbs: []string{"wont take", "wont have", "will not take", "not take", "begins with d3v", "starts with d3v", "begin with d3v", "start with d3v", "not find that account", "normal accounts", "turned down", "with other names", "cant remove", "cant delete", "cannot remove", "production account", "beginnt mit d3v", "commence par d3v", "empiece por d3v"},
	},
	{
		code: "ip-restricted", sameSentence: true, needsTrouble: true,
		nouns: []string{"office ranges", "office network", "office ip", "ip ranges", "allowlist", "allow list", "whitelist", "allowed addresses", "addresses", "ip restrictions", "ip restriction", "ip beschränkung", "ip beschränkungen", "restrictions ip", "restricciones de ip", "restrizioni ip", "restrições de ip", "ip beperkingen", "ip filter", "adressbereiche", "plages dadresses", "rangos de ip"},
		verbs: []string{"aktiviert", "nur sein", "nur ihr", "switched on", "enabled", "activées", "activadas", "attivate", "ingeschakeld", "only let", "only our", "only from", "listed", "turned on", "on a list", "be on that list", "from the office", "same token", "turned away", "refused", "403", "no permitida"},
	},
	{
		code: "sign-in-loop", sameSentence: true,
		nouns: []string{"login form", "login page", "sign in page", "log in page", "tela de login", "login do zendesk", "mesmo login", "pantalla de inicio", "schermata di accesso", "inlogscherm", "giriş ekranı", "anmeldeseite", "page de connexion", "página de inicio de sesión", "strona logowania"},
		verbs: []string{"same login form", "the same form", "again empty", "form empty", "wieder leer", "de nouveau vide", "otra vez vacía", "volta para o mesmo", "vuelve al mismo", "revient au même", "torna allo stesso", "aparece de novo", "de novo", "otra vez", "di nuovo", "opnieuw", "tekrar", "ponownie"},
	},
	{
		code: "pair-lost", sameSentence: true,
		nouns: []string{"refresh token", "refresh_token", "fresh pair", "new pair", "good pair", "two pods", "two instances", "two processes", "two jobs", "two threads", "two replicas", "both pods", "both workers", "both instances", "two workers", "zwei worker", "beide worker", "zwei prozesse", "deux workers", "dos workers", "due worker"},
		verbs: []string{"never written", "not written", "rollback", "rolled back", "gleichzeitig", "en même temps", "al mismo tiempo", "contemporaneamente", "beide holen", "overwrites", "überschreibt", "writes its old", "refreshed the same", "refresh the same", "at once", "still has the", "still holds the", "still the old", "kept the old", "keeps the old", "used up", "already spent", "back to the db", "back into the", "over the pair", "exists nowhere", "not persisted", "not kept"},
	},
	{
		code: "client-page-gone", sameSentence: true,
		nouns: []string{"got approved", "was approved", "been approved", "is approved", "since the approval", "after the approval", "wurde genehmigt", "ist genehmigt", "a été approuvée", "fue aprobada", "è stata approvata"},
		verbs: []string{"cant find the client", "cannot find the client", "cant find our client", "cannot find our client", "client is gone", "client has gone", "client disappeared", "client vanished", "list is empty", "page not found", "no longer listed", "not find the client", "finde den client nicht", "client ist weg", "ne trouve plus", "no encuentro"},
	},
	{
		code: "client-page-gone", sameSentence: true,
		nouns: []string{"client oauth", "oauth client", "our client", "notre client", "unser client", "nuestro cliente", "old page"},
		verbs: []string{"a disparu", "disparu de ladmin center", "is no longer there", "is gone from", "disappeared from", "verschwunden", "nicht mehr in der liste", "ha desaparecido", "è sparito", "sumiu"},
	},
	{
		code: "token-of-before", sameSentence: true,
		nouns: []string{"old zendesk token", "old token", "existing token", "existing tokens", "legacy token", "legacy tokens", "long lived token", "connected between", "connected in 2021", "connected in 2022", "connected in 2023", "connected in 2024", "connected before", "back then", "years ago", "alte token", "alten token", "anciens jetons", "tokens antiguos"},
		verbs: []string{"refreshable", "nothing to refresh", "empty refresh_token", "refresh_token null", "without a refresh token", "without refresh token", "no refresh token", "upgrade", "returned nothing else", "nothing to send", "ohne refresh token", "sans jeton de rafraîchissement", "sin refresh token"},
	},
	{
		code: "no-expiry", sameSentence: true,
		nouns: []string{"access token", "token answer", "expires_in", "lifetime"},
		verbs: []string{"not one word on the lifetime", "no word about the lifetime", "nothing about its lifetime", "nothing on how long", "no lifetime", "keine laufzeit", "keine gültigkeitsdauer", "aucune durée", "sin caducidad"},
	},
	{
		code: "customer-subdomain", sameSentence: true,
		nouns: []string{"return url", "callback", "the code", "redirect url", "lands on"},
		verbs: []string{"tells us which", "which of the zendesk", "which zendesk", "which company", "whose zendesk", "welcher kunde", "quel client", "qué cliente", "quale cliente"},
	},
	{
		code: "redirect-mismatch", sameSentence: true,
		nouns: []string{"redirect", "redirect_uri", "callback", "return address", "return url", "dirección de vuelta", "adresse de retour", "url de redirección", "rücksprungadresse", "weiterleitungsadresse", "indirizzo di ritorno", "endereço de retorno"},
		verbs: []string{"trailing slash", "final slash", "slash at the end", "barra final", "schrägstrich", "slash final", "sin la barra", "ohne schrägstrich", "barra alla fine"},
	},
	{
		code: "invalid-client", sameSentence: true, needsTrouble: true,
		nouns: []string{"secret", "secreto", "geheimnis"},
		verbs: []string{"three dots", "dots at the end", "then dots", "ended in dots", "mit punkten", "trois points", "tres puntos", "asterisks"},
	},
	{
		code:  "state-mismatch",
		nouns: []string{"nonce"},
		verbs: []string{"rejecting", "rejecting callback", "carried", "differs", "mismatch", "not match"},
		names: []string{"csrf_attack", "cross site request forgery attack"},
	},
	{
		code: "account-suspended", sameSentence: true, excludedBy: []string{"connection", "token", "session", "code"},
		nouns: []string{"zendesk trial", "our trial", "trial account", "probekonto", "testkonto", "zendesk di prova", "compte dessai", "cuenta de prueba", "conta de teste", "d3v"},
		verbs: []string{"ran out", "is over", "lapsed", "è scaduto", "scaduto", "sospeso", "expiré", "caducó", "expirou", "abgelaufen", "nobody had asked for the conversion", "risulta sospeso"},
	},
	{
		code: "api-token-retired", sameSentence: true,
		nouns: []string{"api token", "token de api", "jeton api", "jeton dapi", "token api"},
		verbs: []string{"cant be created", "cannot be created", "can not be created", "can no longer be created", "no new tokens", "no such tab", "no tab", "nicht angelegt werden", "ne peuvent plus être", "no se pueden crear", "no aparece", "tampoco está", "nicht mehr da", "napparaît pas", "manca", "não aparece", "deactivated", "not used for", "no way to create", "what are we supposed to use"},
	},
	{
		code: "password-grant-retired", sameSentence: true,
		nouns: []string{"plain password", "the password", "email and password", "no token in there"},
		verbs: []string{"authorization basic", "basic base64", "couldnt authenticate you"},
	},
	{code: "record-invalid", names: []string{"record validation errors"}},
}
