package explain

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryStoryIsNeeded: each story has a text that is understood by it alone.
func TestEveryStoryIsNeeded(t *testing.T) {
	all := stories()
	defer func() { stories = func() []story { return all } }()
	told := slices.Concat(sighted, toldOnly)
	for i, s := range all {
		stories = func() []story { return slices.Delete(slices.Clone(all), i, i+1) }
		if !slices.ContainsFunc(told, func(text sample) bool {
			if !slices.Contains(strings.Split(text.want, "|"), string(s.code)) {
				return false
			}
			got := codesOf(Text(text.text))
			return len(got) == 0 || got[0] != s.code
		}) {
			t.Errorf("no text needs story %d, of %s", i, s.code)
		}
	}
}

// toldOnly are texts for the stories that no blind set has told yet.
var toldOnly = []sample{
	{"claim-refused", "Beim Portal von Zendesk wollen wir den Client beanspruchen. Wir geben die ersten sechs Zeichen ein, und die Seite weist uns jedes Mal ab."},
	{"access-denied", "Mój szef kliknął Odmów na okno z prośbą o zgodę w Zendesku i teraz integracja nie jest połączona."},
	{"no-callback", "J'ai cliqué sur Autoriser chez Zendesk, et depuis notre programme attend. Rien ne se passe, la fenêtre reste blanche."},
	{"html-instead-of-json", "Quando chiediamo il token a Zendesk arriva una pagina web invece dei dati. Ieri funzionava ancora, e non abbiamo cambiato niente."},
	{"invalid-client", "Gestern hat Jana in Zendesk ein neues Secret erzeugen lassen, unser Server hat noch das alte Secret, das neue Secret kennt er nicht. Seitdem wird jede Anmeldung abgewiesen."},
	{"port-busy", "Wij willen inloggen bij Zendesk met de tool, maar de poort voor de callback is al in gebruik door een ander programma."},
}
