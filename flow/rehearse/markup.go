package rehearse

import (
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// This file reads what a page makes a browser do by itself, and what a customer submits on it. No script is run: a script
// that submits the page's only form is recognized, and for others there is Plan.Finish.
var (
	comment   = pattern(`(?s)<!--.*?-->`)
	anyTag    = pattern(`(?is)<(/?[a-z][a-z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>`)
	attribute = pattern(`(?is)([a-z_:@][-a-z0-9_:.@]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?`)
	submits   = pattern(`\.(submit|requestSubmit)\s*\(`)
	refresh   = pattern(`(?is)^\s*([0-9.]*)\s*[;,]\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$`)
	escaped   = pattern(`\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}`)
)

// attributes returns the attributes of a tag by their names in lower case; one without a value is "".
func attributes(text string) map[string]string {
	all := map[string]string{}
	for _, m := range attribute().FindAllStringSubmatch(text, -1) {
		name, value := strings.ToLower(m[1]), m[2]
		if len(value) > 1 && (value[0] == '"' || value[0] == '\'') {
			value = value[1 : len(value)-1]
		}
		if _, there := all[name]; !there {
			all[name] = html.UnescapeString(value)
		}
	}
	return all
}

// form is a form of a page, with the fields that a browser would send.
type form struct {
	method, action string
	fields         url.Values
	signsIn        bool // it asks for a password
}

// forms returns the forms of a page as a browser would send them when their first button is pressed.
func forms(body string) []form {
	var all []form
	var f *form
	var choice string // name of the select element that is open
	pressed := false
	for _, tag := range anyTag().FindAllStringSubmatch(comment().ReplaceAllString(body, ""), -1) {
		name, has := strings.ToLower(tag[1]), attributes(tag[2])
		_, disabled := has["disabled"]
		switch {
		case name == "form" && f == nil:
			all = append(all, form{method: strings.ToUpper(has["method"]), action: has["action"], fields: url.Values{}})
			f, pressed, choice = &all[len(all)-1], false, ""
			if f.method != http.MethodPost {
				f.method = http.MethodGet
			}
		case f == nil:
		case name == "/form":
			f = nil
		case name == "input" || name == "button":
			_, checked := has["checked"]
			kind := strings.ToLower(has["type"])
			button := name == "button" && kind != "button" && kind != "reset" || kind == "submit" || kind == "image"
			f.signsIn = f.signsIn || kind == "password"
			switch {
			case has["name"] == "" || disabled || kind == "button" || kind == "reset" || kind == "file":
			case (kind == "checkbox" || kind == "radio") && !checked:
			case button && pressed:
			default:
				value, said := has["value"]
				if !said && checked {
					value = "on"
				}
				f.fields.Add(has["name"], value)
			}
			pressed = pressed || button
		case name == "select":
			choice = has["name"]
		case name == "/select":
			choice = ""
		case name == "option" && choice != "" && !disabled:
			if _, chosen := has["selected"]; chosen || !f.fields.Has(choice) {
				f.fields.Set(choice, has["value"])
			}
		}
	}
	return all
}

// names reports whether the account's name stands in the form's address or is the value of a field.
func (f form) names(account string) bool {
	if strings.Contains(f.action, account) {
		return true
	}
	for _, values := range f.fields {
		if slices.Contains(values, account) {
			return true
		}
	}
	return false
}

// address returns the request that a browser sends for the form, which is on a page.
func (f form) address(page *url.URL) (Address, bool) {
	u, err := page.Parse(f.action)
	if err != nil {
		return Address{}, false
	}
	u.Fragment = ""
	if f.method == http.MethodGet {
		u.RawQuery = f.fields.Encode()
		return Address{Method: http.MethodGet, URL: u.String()}, true
	}
	return Address{Method: http.MethodPost, URL: u.String(), Data: f.fields.Encode()}, true
}

// automaticStep returns the request that a page makes a browser send by itself: by a refresh, or by a script that submits
// the page's only form.
func automaticStep(page *url.URL, body string) (Address, bool) {
	body = comment().ReplaceAllString(body, "")
	for _, tag := range anyTag().FindAllStringSubmatch(body, -1) {
		has := attributes(tag[2])
		if !strings.EqualFold(tag[1], "meta") || !strings.EqualFold(has["http-equiv"], "refresh") {
			continue
		}
		m := refresh().FindStringSubmatch(has["content"])
		if m == nil || m[2] == "" {
			continue // the same page again
		}
		after, _ := strconv.ParseFloat(m[1], 64) // without a number: at once
		if u, err := page.Parse(m[2]); err == nil && after <= maxRefreshWait && u.String() != page.String() {
			return Address{Method: http.MethodGet, URL: u.String()}, true
		}
	}
	if all := forms(body); len(all) == 1 && submits().MatchString(body) {
		return all[0].address(page)
	}
	return Address{}, false
}

// maxRefreshWait is how many seconds a refresh may take to be followed.
const maxRefreshWait = 5

// formToConfirm returns the form that a customer submits on a page about an account: the one that names it, or else the only
// one with POST. A form that asks for a password is left alone.
func formToConfirm(page *url.URL, body, account string) (Address, bool) {
	var posts []form
	for _, f := range forms(body) {
		switch {
		case f.signsIn:
		case f.names(account):
			return f.address(page)
		case f.method == http.MethodPost:
			posts = append(posts, f)
		}
	}
	if len(posts) != 1 {
		return Address{}, false
	}
	return posts[0].address(page)
}

// plainScript returns a page's text without the escapes of scripts and JSON.
func plainScript(text string) string {
	text = strings.NewReplacer(`\/`, "/", `\n`, "", `\r`, "", `\t`, "").Replace(text) // browsers drop line breaks in a URL
	return escaped().ReplaceAllStringFunc(text, func(e string) string {
		n, err := strconv.ParseUint(e[2:], 16, 16)
		if err != nil {
			return e
		}
		return string(rune(n))
	})
}
