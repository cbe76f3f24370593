package checklist

import (
	"slices"

	"zdg/checklist/zendesk"
)

// remarked judges a value that parses by what there is to say about it: a grave
// remark fails, any other warns.
func remarked(remarks []zendesk.Remark, facts ...Fact) Finding {
	if len(remarks) == 0 {
		return pass(facts...)
	}
	grave, size := false, 0
	texts := make([]string, 0, len(remarks))
	for _, r := range remarks {
		grave = grave || r.Grave
		if size < enough && !slices.Contains(texts, r.Text) {
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

// textRemarks are what there is to say about an answer in words. Of a path or an address
// only what no file and no page is called is said: they may well hold %20 or a backslash.
func textRemarks(f Field, value string) []zendesk.Remark {
	remarks := zendesk.TextRemarks(value)
	switch f {
	case FieldLogoFile, FieldWebsite, FieldPrivacyURL, FieldTermsURL, FieldListing:
		return without(remarks, "encoded-text", "doubled-space", "stage-in-brackets")
	}
	return remarks
}

// only keeps the remarks with one of these codes; without drops them.
func only(remarks []zendesk.Remark, codes ...string) []zendesk.Remark {
	return sift(remarks, true, codes)
}

func without(remarks []zendesk.Remark, codes ...string) []zendesk.Remark {
	return sift(remarks, false, codes)
}

func sift(remarks []zendesk.Remark, keep bool, codes []string) []zendesk.Remark {
	var kept []zendesk.Remark
	for _, r := range remarks {
		found := false
		for _, c := range codes {
			found = found || r.Code == c
		}
		if found == keep {
			kept = append(kept, r)
		}
	}
	return kept
}
