package flow

import (
	"errors"
	"fmt"
	"strings"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Update returns the state after an event, and the effects to be carried out, in order. It is
// pure. An event that makes no sense in the present state changes nothing.
func Update(s State, e Event) (State, []Effect) {
	if s.Leaving {
		return s, nil
	}
	if try := e.event(); try > 0 {
		return updateTest(s, e, try)
	}
	switch e := e.(type) {
	case Saved:
		s.Draft = s.Draft.With(checklist.FieldComments, e.Draft.Get(checklist.FieldComments)) // a file that was written has no comments of others
		s.Saved = e.Draft.Equal(forFile(s))
		return s, nil
	case Probed:
		s.Evidence = withPasted(withUnmeasured(e.Evidence, s.Evidence), s.Evidence)
		return s, []Effect{keep(s)}
	case Inspected:
		s.Evidence.Logo = &e.Logo
		return s, nil
	case SecretKept:
		s.SecretGiven, s.SecretFrom = true, e.From
		if in := s.Evidence.SecretIn; len(in) > 0 {
			s.Notice = Notice{Text: in[0].Title() + ": this is the client secret: remove it, and make a new secret if others could read the file", Bad: true}
		}
		return s, nil
	case SecretDropped:
		s.SecretGiven, s.SecretFrom = false, ""
		return s, nil
	case RecordRead:
		return recordRead(s, e)
	case RehearsalRead:
		s.Evidence.Rehearsal, s.Looking = e.Rehearsal, false
		if e.Again && e.Rehearsal == nil {
			s.Notice = Notice{Text: "nothing is kept yet: of a rehearsal of this client, all scenarios have to be run"}
		}
		return s, nil
	case Exported:
		s.Notice = Notice{Text: "the report is written: " + e.Path}
		return s, nil
	case Failed:
		s.Looking = false
		return refuse(s, e.What)
	case Stopped, Pasted, Consented, Showed:
		s.Notice = Notice{} // what comes of it is news, also in the same words
		return updateTest(s, e, s.Test.Try)
	case Typed: // typing does not clear the notice
		return typed(s, e)
	case withheld: // as if nothing had been typed
		s, effects := typed(s, Typed{Field: e.Field, Text: s.Draft.Get(e.Field)})
		s.Withheld = e.Field
		return s, effects
	}

	if !s.leavesDoubted(e) {
		s.Notice = Notice{}
	}
	if _, left := e.(Left); !left { // on the way out the driver still shows them
		s.Doubted, s.Withheld = "", ""
	}
	switch e := e.(type) {
	case Answered:
		if s.Draft.Get(e.Field) != e.Typed && redact.LooksLikeSecret(e.Typed) {
			return refuseAnswer(s, e.Field)
		}
		return answer(s, e, s.Draft.With(e.Field, e.Typed))
	case doubted:
		return refuseAnswer(s, e.Field)
	case Vouched:
		return answer(s, Answered(e), s.Draft.Declare(e.Field, e.Typed))
	case SecretTyped:
		s.SecretDoubt = ""
		id, _ := zendesk.ParseIdentifier(s.Draft.Get(checklist.FieldIdentifier))
		if all := e.Secret.Remarks(id); !e.Secret.IsZero() && len(all) > 0 && all[0].Grave {
			s.SecretDoubt = all[0].Text
		}
		return s, []Effect{KeepSecret(e)}
	case Continued:
		return advance(s)
	case Back:
		if s.Return != "" {
			return goTo(s, s.Return)
		}
		return goTo(s, previousPage(s))
	case Fixed:
		from := s.Page
		if !Known(e.Page) || e.Page == from {
			return s, nil
		}
		s, effects := goTo(s, e.Page)
		if s.Page == e.Page {
			s.Return, s.Asked = from, e.Field
		}
		return s, effects
	case Jumped:
		if !Known(e.Page) || Index(e.Page) > Index(s.Reached) {
			return s, nil
		}
		return goTo(s, e.Page)
	case Started:
		return start(s)
	case TookLocalOff:
		return removeLocalURLs(s)
	case ReportAsked:
		if s.Practice {
			return refuse(s, "practice writes no file: run zdg practice > request.md for one")
		}
		return s, []Effect{Export{Draft: s.Draft, Evidence: s.Evidence, AccountURL: s.AccountURL}}
	case RecordAsked:
		return askRecord(s)
	case RehearsalAsked:
		return lookForRehearsal(s, e.Again)
	case RecordPasted:
		return s, []Effect{ReadRecord{Draft: s.Draft, Text: e.Text}}
	case OpenAsked:
		return s, []Effect{Open(e)}
	case TicketPasted:
		s.Ticket = checklist.ReadTicket(e.Text)
		return s, nil
	case SentAgain:
		return sentAgain(s, e)
	case Left:
		return leave(s, e.How)
	}
	return s, nil
}

// refuse says why something that was asked for is not done.
func refuse(s State, why string) (State, []Effect) {
	s.Notice = Notice{Text: why, Bad: true}
	return s, nil
}

// leavesDoubted reports whether e leads away from an answer that was just not accepted. The
// notice that says so stays then.
func (s State) leavesDoubted(e Event) bool {
	switch e.(type) {
	case Back, Jumped, Left:
		return s.Doubted != ""
	}
	return false
}

// refuseAnswer says that an answer to f looks like a secret and was not accepted.
func refuseAnswer(s State, f checklist.Field) (State, []Effect) {
	s.Doubted = f
	s.Notice = Notice{Text: f.Title() + ": this looks like a client secret, so it was not saved: remove it, or say that it is not one", Bad: true}
	return forgetTyping(s, f)
}

// answer accepts an answer, unless it is too long; d is the draft with it.
func answer(s State, e Answered, d checklist.Draft) (State, []Effect) {
	if !d.Equal(s.Draft) && tooLong(s, e.Field, e.Typed) {
		s.Notice = Notice{Text: e.Field.Title() + ": " + TooLong, Bad: true}
		d = s.Draft
	}
	if d.Equal(s.Draft) {
		return forgetTyping(s, e.Field)
	}
	if s.Typing.Field == e.Field {
		s.Typing = Typed{}
	}
	if noted := s.Draft.Has(e.Field) && s.Draft.Has(checklist.FieldAsSent); e.Field == checklist.FieldSubmittedOn && d.Has(e.Field) && !noted {
		d = d.AsSent() // to be able to say later what changed since; a day that is corrected is the same request
	}
	s.Draft = d
	s, effects := save(s)
	switch e.Field {
	case checklist.FieldSubdomain:
		s.AccountURL = checklist.SubjectOf(s.Draft, s.StandIn).AccountURL
	case checklist.FieldLogoFile:
		s.Evidence.Logo = nil
		if s.Draft.Has(e.Field) {
			effects = append(effects, Inspect{Path: e.Typed})
		}
	}
	return s, effects
}

// advance goes to the next page, or says why that is not possible yet.
func advance(s State) (State, []Effect) {
	if s.Page == PageSecret && !s.SecretGiven && !s.Draft.IsPublic() {
		return refuse(s, "no secret yet: paste it from where you stored it")
	}
	if f, err := Blocked(s.Page, s.Draft); err != nil {
		text := f.Title() + ": " + err.Error()
		if strings.HasSuffix(f.Title(), "?") {
			text = err.Error()
		}
		return refuse(s, text)
	}
	if why := whyNotNext(s); why != "" {
		return refuse(s, why)
	}
	if s.Test.Phase != Idle {
		return refuse(s, "the test is still running: wait for its end, or stop it")
	}
	if s.Return != "" {
		return goTo(s, s.Return)
	}
	if s.Page == PageSecret && s.Onward != "" {
		onward := s.Onward
		s.Onward = ""
		s, effects := goTo(s, onward)
		return s, append(effects, Probe{Draft: s.Draft, Evidence: s.Evidence})
	}
	if s.Page == PageRequest && !s.SecretGiven && !s.Draft.IsPublic() {
		// The client was tested in an earlier run: this is the last moment at which a lost
		// secret can be replaced.
		s.Onward = PageFreeze
		s, effects := goTo(s, PageSecret)
		s.Notice = Notice{Text: "before you submit: copy the secret from where you stored it again, to be sure that it is there"}
		return s, effects
	}
	for _, next := range pages[Index(s.Page)+1:] {
		if !Skipped(next.ID, s.Draft) {
			return goTo(s, next.ID)
		}
	}
	return s, nil // the last page is left by Left
}

// previousPage returns the page to go back to; on the first page that page itself.
func previousPage(s State) PageID {
	for i := Index(s.Page) - 1; i >= 0; i-- {
		if !Skipped(pages[i].ID, s.Draft) {
			return pages[i].ID
		}
	}
	return s.Page
}

// goTo shows a page. A running test is stopped first, since it must not outlive its page.
func goTo(s State, id PageID) (State, []Effect) {
	if s.Test.Phase != Idle && id != PageTest {
		return stop(s, Jumped{Page: id})
	}
	s.Page, s.Return, s.Asked = id, "", ""
	if Index(id) > Index(s.Reached) {
		s.Reached = id
	}
	s.Draft = s.Draft.With(checklist.FieldLeftAt, string(id))
	return save(s)
}

// lookForRehearsal reads the last rehearsal, which may have been made while the wizard was
// open.
func lookForRehearsal(s State, again bool) (State, []Effect) {
	if s.Practice || s.AccountURL == "" {
		return s, nil
	}
	s.Looking = true
	return s, []Effect{ReadRehearsal{AccountURL: s.AccountURL, Identifier: s.Draft.Get(checklist.FieldIdentifier), Again: again}}
}

// leave leaves the wizard, after stopping a running test. A second call does not wait for it.
func leave(s State, how Exit) (State, []Effect) {
	if _, leaving := s.Test.pending.(Left); s.Test.Phase != Idle && !leaving {
		s.Exit = how
		return stop(s, Left{How: how})
	}
	s.Exit, s.Leaving = how, true
	return s, []Effect{Leave{How: how}}
}

// Blocked returns the first question of a page whose answer cannot be used at all, with the
// reason: it does not parse, or is missing although the test needs it. What only the request
// demands never blocks; it fails in Review. The error is nil when nothing blocks.
func Blocked(id PageID, d checklist.Draft) (checklist.Field, error) {
	for _, f := range PageOf(id).Fields {
		if !Shown(f, d) {
			continue
		}
		if err := whyUnusable(f, d); err != nil {
			return f, err
		}
	}
	return "", nil
}

// whyUnusable says why the answer to f cannot be used at all; nil when it can.
func whyUnusable(f checklist.Field, d checklist.Draft) error {
	var err error
	switch f {
	case checklist.FieldSubdomain:
		_, err = zendesk.ParseSubdomain(d.Get(f))
	case checklist.FieldIdentifier:
		_, err = zendesk.ParseIdentifier(d.Get(f))
	case checklist.FieldKind:
		_, err = zendesk.ParseKind(d.Get(f))
	case checklist.FieldScopes:
		_, err = zendesk.ParseScopes(d.Lines(f))
	case checklist.FieldTestRedirect:
		if d.Has(f) || len(d.Lines(checklist.FieldRedirectURLs)) == 0 {
			_, err = zendesk.ParseRedirectURL(d.Get(f))
		}
	case checklist.FieldStored:
		if !d.Has(f) {
			return errors.New("say whether the identifier and secret are saved")
		}
	case checklist.FieldRedirectURLs:
		lines := d.Lines(f)
		if len(lines) == 0 {
			return fmt.Errorf("none yet: enter one per line, such as %s for the test", zendesk.SuggestedRedirectURL(zendesk.SuggestedPorts()[0]))
		}
		for _, line := range lines {
			if _, err = zendesk.ParseRedirectURL(line); err != nil {
				break
			}
		}
	}
	return err
}

// HostOf returns the host of an account's URL, or "your account" without one.
func HostOf(accountURL string) string {
	if _, host, ok := strings.Cut(accountURL, "://"); ok {
		return host
	}
	return "your account"
}

// SecretOf is the label of the question for the secret: it names the client and the account
// to which the secret will be sent, so that nobody gives it to the wrong one.
func SecretOf(identifier, accountURL string) string {
	text := "Client secret"
	if identifier = strings.TrimSpace(identifier); identifier != "" {
		text += " of " + redact.Clean(identifier, 100)
	}
	if accountURL != "" {
		text += " for " + HostOf(accountURL)
	}
	return text
}
