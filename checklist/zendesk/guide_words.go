package zendesk

import (
	"slices"
	"strings"
	"sync"
)

// guideWord reports whether s is a placeholder as guides write them, such as your-subdomain;
// what is noValueGuide then, "" otherwise. sure is false where s may be a real name, as with
// "my".
func guideWord(s string) (what string, sure bool) {
	name := strings.Trim(ownName(s), "<>[]{}() ")
	low := strings.ToLower(name)
	switch {
	case guideAlone()[low], strings.HasPrefix(low, "lorem ipsum"), strings.Trim(low, ".…") == "" && low != "", len(low) > 2 && len(low) < 40 && strings.Trim(low, "x") == "":
		return noValueGuide, true
	case guideMaybe()[low], isFieldName(low):
		return noValueGuide, false
	case len(low) < 60 && strings.HasSuffix(low, "here") && endsInHere(wordsOf(name)):
		return noValueGuide, true
	case !startsLikePlaceholder(low):
		return "", false
	}
	words := wordsOf(name)
	if len(words) == 0 {
		return "", false
	}
	if sure, found := guideOther(words); found {
		return noValueGuide, sure
	}
	noun := func(w string) bool { return guideNouns()[w] }
	first, rest := words[0], words[1:]
	switch {
	case first == "your" && (len(rest) == 0 || noun(rest[0]) || noun(rest[len(rest)-1])):
		return noValueGuide, true
	case guideVerbs()[first] && slices.ContainsFunc(rest, func(w string) bool { return w == "your" || w == "here" || w == "me" }):
		return noValueGuide, true
	case (first == "my" || first == "example" || first == "sample") && len(rest) > 0 && len(rest) < 3 && !slices.ContainsFunc(rest, func(w string) bool { return !noun(w) }):
		return noValueGuide, false
	}
	if tail, is := strings.CutPrefix(first, "your"); is && len(rest) < 2 && noun(tail) {
		return noValueGuide, true
	}
	if tail, is := strings.CutPrefix(first, "my"); is && len(rest) < 2 && noun(tail) {
		return noValueGuide, false
	}
	return "", false
}

// The words of placeholders such as your-subdomain, YOUR_APP_NAME and insert-client-id-here.
// guideAlone are placeholders by themselves, guideMaybe may be names as well.
var (
	guideNouns = setOf("subdomain domain company name app application client identifier id org organization organisation account zendesk site website host hostname server instance brand business startup product project integration url uri redirect callback secret value here tenant team logo description email address unique code software service tool scope scopes kind")
	guideVerbs = setOf("insert enter paste put fill add type replace change set choose")
	guideAlone = setOf("subdomain sub-domain scope scopes placeholder changeme change-me change_me replaceme replace-me replace_me todo tbd fixme xxx xxxx xxxxx xxxxxx client-id client_id clientid client_identifier client-identifier unique-identifier unique_identifier unique_id redirect_uri redirect-uri callback_url app-name app_name appname company-name company_name description-here app-id app_id tenant-id tenant_id client_secret client-secret clientsecret")
	guideMaybe = setOf("unknown default example sample dummy foo bar foobar baz test-app testapp company identifier demo-app beispiel ejemplo exemplo esempio exemple voorbeeld przyklad exempel musterfirma mustermann")
)

// fieldNames are the names of form fields, typed in place of their values.
var fieldNames = set("name", "app", "application", "client", "description", "lorem", "company name", "app name", "application name", "client name", "product name", "integration name", "short description", "organization", "organisation")

// The words of placeholders in other languages: votre-domaine, ihrefirma, tusubdominio.
var (
	otherYours = strings.Fields("votre vos ton ta ihre ihr ihren deine dein eure tu su vuestro seu sua teu tuo tua vostro jouw uw twoja twoj din ditt")
	otherMines = strings.Fields("mon ma mein meine mi meu minha mio mia mijn")
	otherNouns = setOf("domaine sousdomaine entreprise societe compte identifiant domain firma firmenname unternehmen subdomain konto anwendung webseite dominio subdominio empresa cuenta aplicacion sitio conta aplicativo sottodominio azienda sito domein subdomein bedrijf bedrijfsnaam domena subdomena doman foretag société aplicación domínio subdomínio subdomäne domän företag aplicação")
)

// guideOther finds a placeholder in another language: "your" (sure) or "my" with a noun, as
// two words or as one.
func guideOther(words []string) (sure, found bool) {
	first, rest := words[0], words[1:]
	for i, yours := range [][]string{otherYours, otherMines} {
		for _, head := range yours {
			tail, is := strings.CutPrefix(first, head)
			switch {
			case !is:
			case tail == "" && len(rest) > 0 && len(rest) < 4 && (otherNouns()[rest[len(rest)-1]] || len(head) > 3 && guideNouns()[rest[len(rest)-1]]),
				tail != "" && len(rest) == 0 && otherNouns()[tail]:
				return i == 0, true
			}
		}
	}
	return false, false
}

// fieldTails are how names of fields end, as in project_id.
var fieldTails = strings.Fields("name id ref identifier")

// isFieldName reports whether s, in lower case, is the name of a field, such as companyname
// or project-id. It may be a real name too.
func isFieldName(low string) bool {
	if len(low) > 40 || hasSpace(low) {
		return false
	}
	for _, tail := range fieldTails {
		rest, is := strings.CutSuffix(low, tail)
		if !is {
			continue
		}
		bare := strings.TrimRight(rest, "-_")
		if guideNouns()[bare] && bare != "name" && bare != "id" && (bare != "zendesk" || rest != bare) {
			return true
		}
	}
	return false
}

// endsInHere reports whether a placeholder ends as in acme-subdomain-here.
func endsInHere(words []string) bool {
	n := len(words)
	return n > 1 && words[n-1] == "here" && guideNouns()[words[n-2]]
}

// placeholderStarts are the words that a placeholder of several words may begin with, by
// their first two letters.
var placeholderStarts = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for _, list := range [][]string{strings.Fields("your my example sample insert enter paste put fill add type replace change set choose"), otherYours, otherMines} {
		for _, head := range list {
			m[head[:2]] = append(m[head[:2]], head)
		}
	}
	return m
})

// startsLikePlaceholder is a cheap test that every placeholder of several words passes.
func startsLikePlaceholder(low string) bool {
	return len(low) > 1 && slices.ContainsFunc(placeholderStarts()[low[:2]], func(head string) bool { return strings.HasPrefix(low, head) })
}

// guideName reports whether a placeholder can be no real name: your-domain cannot, a single
// word such as todo may be one.
func guideName(s string) bool {
	low := strings.ToLower(s)
	return low != "your" && !guideAlone()[low] && strings.Trim(low, "x.…") != ""
}
