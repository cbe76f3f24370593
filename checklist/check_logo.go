package checklist

import "fmt"

func logoChecks() []Check {
	check := Check{Stage: StageClient, How: byDraft}.row
	return []Check{
		check("logo-format", "logo is a JPG, GIF or PNG", FieldLogoFile,
			documented("Z4", "the logo is a JPG, GIF or PNG"),
			onLogo(func(l Logo, shown Fact) Finding {
				if l.Problem != "" {
					return fail("the logo file could not be read: "+l.Problem, shown)
				}
				if l.Format == "" {
					return fail("the file is no PNG, JPG or GIF: save the logo as one of these", shown)
				}
				return pass(shown, fact("format", l.Format))
			})),
		check("logo-square", "logo is square", FieldLogoFile,
			documented("Z4", "a square logo is best; it is resized automatically"),
			onLogo(func(l Logo, shown Fact) Finding {
				size := fact("size", fmt.Sprintf("%d x %d pixels", l.Width, l.Height))
				switch {
				case l.Problem != "" || l.Format == "" || l.Width <= 0 || l.Height <= 0:
					return notRun("the size of the logo could not be read", shown)
				case l.Width != l.Height:
					return warn("the logo is not square: crop it", shown, size)
				}
				return pass(shown, size)
			})),
	}
}

// onLogo judges the logo file that the draft names.
func onLogo(judge func(Logo, Fact) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		switch {
		case !d.Has(FieldLogoFile):
			return notRun("no logo file is named")
		case e.Logo == nil:
			return notRun("the logo file was not looked at")
		case e.Logo.Path != d.Get(FieldLogoFile):
			return notRun("another logo file was looked at: " + orNone(e.Logo.Path))
		}
		return judge(*e.Logo, fact("logo", e.Logo.Path))
	}
}
