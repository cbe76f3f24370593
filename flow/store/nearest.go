package store

import (
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// synonyms are names of other tools, of OAuth and of Admin Center for our keys that are too
// different to be found by their spelling.
var synonyms = map[string]checklist.Field{
	"account":           checklist.FieldSubdomain,
	"client_id":         checklist.FieldIdentifier,
	"client_kind":       checklist.FieldKind,
	"client_name":       checklist.FieldName,
	"client_type":       checklist.FieldKind,
	"logo_file":         checklist.FieldLogoFile,
	"redirect_uri":      checklist.FieldRedirectURLs,
	"redirect_uris":     checklist.FieldRedirectURLs,
	"unique_identifier": checklist.FieldIdentifier,
}

// nearest returns the key that was probably meant; "" when none is near. Up to a third of the
// letters may differ, and two in a short key.
func nearest(key string) string {
	key = strings.NewReplacer("-", "_", " ", "_", ".", "_").Replace(strings.ToLower(key))
	if f, ok := synonyms[key]; ok {
		return string(f)
	}
	if len(key) > 64 {
		return ""
	}
	known := []string{"version"}
	for _, info := range checklist.Fields() {
		known = append(known, string(info.Field))
	}
	best, least := "", max(2, len(key)/3)+1
	for _, k := range known {
		if d := zendesk.Slips(key, k); d < least && d < len(k) {
			best, least = k, d
		}
	}
	return best
}

// namesSecret reports whether an unknown key sounds like the name of a secret.
func namesSecret(key string) bool {
	key = strings.ToLower(key)
	words := []string{"secret", "password", "passwd", "token", "verifier", "api_key", "cookie"}
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(key, word) })
}
