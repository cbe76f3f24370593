package checklist

import (
	"slices"

	"zdg/checklist/zendesk"
)

// remarked judges a value by its remarks: a grave one fails, any other warns, none passes.
func remarked(remarks []zendesk.Remark, facts ...Fact) Finding {
	if len(remarks) == 0 {
		return pass(facts...)
	}
	grave, size := false, 0
	texts := make([]string, 0, len(remarks))
	for _, r := range remarks {
		grave = grave || r.Grave
		if size < listBytes && !slices.Contains(texts, r.Text) {
			texts = append(texts, r.Text)
			size += len(r.Text)
		}
	}
	fix := joined(texts, "; ")
	if grave {
		return fail(fix, facts...)
	}
	return warn(fix, facts...)
}

// textRemarks returns the remarks on an answer in words. Those that would be wrong for a
// file name or a URL, which may well hold %20 or a backslash, are left out there.
func textRemarks(f Field, value string) []zendesk.Remark {
	remarks := zendesk.TextRemarks(value)
	switch f {
	case FieldLogoFile, FieldWebsite, FieldPrivacyURL, FieldTermsURL, FieldListing:
		return without(remarks, "encoded-text", "doubled-space", "stage-in-brackets")
	}
	return remarks
}

// only returns the remarks with one of these codes, without the others.
func only(remarks []zendesk.Remark, codes ...string) []zendesk.Remark {
	return slices.DeleteFunc(slices.Clone(remarks), func(r zendesk.Remark) bool { return !slices.Contains(codes, r.Code) })
}

func without(remarks []zendesk.Remark, codes ...string) []zendesk.Remark {
	return slices.DeleteFunc(slices.Clone(remarks), func(r zendesk.Remark) bool { return slices.Contains(codes, r.Code) })
}
