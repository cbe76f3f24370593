package checklist

// fitChecks ask whether a global OAuth client is the right thing at all.
func fitChecks() []Check {
	check := Check{Stage: StageFit, How: byDraft}.row
	return []Check{
		check("fit-customers", "used by customers with accounts of their own", FieldCustomers,
			documented("Z1", "a global OAuth client is for more than one Zendesk account; for a single one a local client is enough"),
			answered(FieldCustomers, map[string]Finding{
				"several": pass(),
				"one":     warn("a single account needs no global client: keep the local one. Go on only if more customers are to come"),
			})),
		check("fit-product", "made for Support, Help Center or Voice", FieldProduct,
			documented("Z11", "this OAuth is for Ticketing, Help Center and Voice; Sell, Chat and Conversations have their own"),
			answered(FieldProduct, map[string]Finding{
				"support":       pass(),
				"sell":          fail("Zendesk Sell has its own OAuth, with another host and its own clients: use that"),
				"chat":          fail("Zendesk Chat has its own OAuth, with its own clients: use that"),
				"conversations": fail("Conversations has its own OAuth: request the credentials of a Conversations bot or integration. They come from another host, https://oauth-bridge.zendesk.com"),
			})),
		check("fit-bot", "not a bot", FieldBot,
			documented("Z1", "a bot cannot use global OAuth: it is given a separate OAuth credential when it is created"),
			answered(FieldBot, map[string]Finding{
				"no":  pass(),
				"yes": fail("a bot gets no global client: request its separate OAuth credential when the bot is created"),
			})),
	}
}

// answered judges a question by its table of answers; any other answer is unanswered.
func answered(f Field, by map[string]Finding) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		if found, ok := by[d.Chosen(f)]; ok {
			found.Facts = []Fact{{string(f), d.Chosen(f)}}
			return found
		}
		return unanswered(d, f)
	}
}

// unanswered is the finding for a question without an answer, or with one that is not
// among its choices.
func unanswered(d Draft, f Field) Finding {
	if d.Has(f) {
		info, _ := Info(f)
		return fail("choose one of: "+list(choices(info)), fact(string(f), d.Get(f)))
	}
	return notRun("not answered yet")
}

// choices are the possible answers to a question; none where any text will do.
func choices(i FieldInfo) []string {
	if i.Shape == ShapeYesNo {
		return []string{"yes", "no"}
	}
	return i.Choices
}
