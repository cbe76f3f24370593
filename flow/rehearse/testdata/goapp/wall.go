package main

import (
	"crypto/rand"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
)

// wall stands before the connect address, for tests in a browser. The variable WALL says of which kind it is: "form" asks to
// sign in, with any password; "elsewhere" redirects to another host for that, as single sign-on does; "button" has a page whose
// form is only accepted with a value that its script adds. Sessions survive a restart.
type wall struct {
	mu   sync.Mutex
	next http.HandlerFunc
}

// sessionsFile is the file with the sessions of those who are signed in, one a line.
func sessionsFile() string { return os.Getenv("STORE") + ".people" }

// remember stores a session.
func (w *wall) remember(session string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	known, _ := os.ReadFile(sessionsFile()) // it may not exist yet
	if err := os.WriteFile(sessionsFile(), append(known, session+"\n"...), 0o600); err != nil {
		panic(err)
	}
}

// knows reports whether a browser is signed in.
func (w *wall) knows(r *http.Request) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, err := r.Cookie("person")
	known, _ := os.ReadFile(sessionsFile()) // as above
	return err == nil && slices.Contains(strings.Fields(string(known)), c.Value)
}

// behindWall returns a handler behind the wall that WALL asks for, or the handler itself.
func behindWall(next http.HandlerFunc) http.HandlerFunc {
	kind := os.Getenv("WALL")
	if kind == "" {
		return next
	}
	w := &wall{next: next}
	http.HandleFunc("/login", w.login)
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { page(w, 200, `<a href="/login">Sign in</a>`) })
	return func(out http.ResponseWriter, r *http.Request) { w.connect(out, r, kind) }
}

func (w *wall) connect(out http.ResponseWriter, r *http.Request, kind string) {
	known := w.knows(r)
	switch {
	case kind == "button" && r.Method == http.MethodGet:
		token := rand.Text()
		w.remember(token)
		http.SetCookie(out, &http.Cookie{Name: "person", Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		page(out, 200, `<form method="post" action="http://`+r.Host+`/connect?`+r.URL.RawQuery+`" onsubmit="this.pressed.value='by a script'"><input type="hidden" name="pressed"><button id="go">Connect</button></form>`)
	case kind == "button" && (!known || r.Header.Get("Origin") != "http://"+r.Host || r.PostFormValue("pressed") == ""):
		page(out, 403, "Forbidden")
	case known:
		w.next(out, r)
	case kind == "elsewhere":
		http.Redirect(out, r, "https://sso.example.invalid/authorize", http.StatusFound)
	default:
		http.Redirect(out, r, "/login?"+r.URL.RawQuery, http.StatusFound)
	}
}

func (w *wall) login(out http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		out.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(out, `<form method="post"><input type="password" name="password"><button id="login">Sign in</button></form>`)
		return
	}
	session := rand.Text()
	w.remember(session)
	http.SetCookie(out, &http.Cookie{Name: "person", Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	if r.URL.RawQuery != "" { // back to where the browser came from, and to nowhere else
		http.Redirect(out, r, "/connect?"+r.URL.RawQuery, http.StatusSeeOther)
		return
	}
	page(out, 200, `<span id="in">Signed in</span>`)
}
