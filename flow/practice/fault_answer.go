package practice

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// spoiler answers in place of a good answer.
type spoiler = func(a *Account, w http.ResponseWriter, r *http.Request, good *recordedAnswer)

// spoilExchange changes the answer to a code exchange that was granted.
func spoilExchange(spoil spoiler) wrapper { return spoilGrant("code", spoil) }

// spoilRefresh changes the answer to a refresh that was granted.
func spoilRefresh(spoil spoiler) wrapper { return spoilGrant("refresh_token", spoil) }

func spoilGrant(parameter string, spoil spoiler) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		meant := peek(r).text[parameter] != ""
		good := record(honest, r)
		if meant && good.status == http.StatusOK {
			spoil(a, w, r, good)
			return
		}
		good.replay(w)
	}
}

// missing is the type of absent.
type missing struct{}

// absent is the value of a field that is to be left out.
var absent missing

// exchangeField changes one field of the answer to an exchange.
func exchangeField(name string, value any) wrapper { return spoilExchange(setField(name, value)) }

// setField changes one field of an answer.
func setField(name string, value any) spoiler {
	return func(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
		good.sendChanged(w, func(answer object) {
			answer[name] = value
			if value == absent {
				delete(answer, name)
			}
		})
	}
}

func htmlAnswer(a *Account, w http.ResponseWriter, r *http.Request, _ *recordedAnswer) {
	a.writeMessage(w, http.StatusOK, "Sign in", "This page stands where JSON is due.")
}

func largeHeaders(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
	good.header.Set("X-Large", strings.Repeat("x", 100<<10))
	good.replay(w)
}

func byteOrderMark(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(append([]byte("\xef\xbb\xbf"), good.buffer.Bytes()...))
}

func badGateway(a *Account, w http.ResponseWriter, _ *http.Request, _ *recordedAnswer) {
	a.writeMessage(w, http.StatusBadGateway, "Bad gateway", "invalid_grant")
}

func emptyAnswer(_ *Account, w http.ResponseWriter, _ *http.Request, _ *recordedAnswer) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusOK)
}

// truncatedAnswer announces the whole body and sends half of it.
func truncatedAnswer(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
	body := good.buffer.Bytes()
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Write(body[:len(body)/2])
	http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// drippingAnswer sends the good answer, one byte at a time.
func drippingAnswer(a *Account, w http.ResponseWriter, r *http.Request, good *recordedAnswer) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	tick := time.NewTicker(a.drip)
	defer tick.Stop()
	for _, b := range good.buffer.Bytes() {
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
		}
		w.Write([]byte{b})
		http.NewResponseController(w).Flush()
	}
}

func noAnswer(_ *Account, _ http.ResponseWriter, r *http.Request, _ *recordedAnswer) {
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

// giantAnswer is JSON that would be right if it ever ended.
func giantAnswer(_ *Account, w http.ResponseWriter, _ *http.Request, _ *recordedAnswer) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	io.WriteString(w, `{"access_token":"`)
	chunk := bytes.Repeat([]byte("A"), 64<<10)
	for range 200 << 20 / len(chunk) {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
	io.WriteString(w, `"}`)
}

// gzipBomb sends one megabyte that unpacks to a gigabyte: a thousand gzip members of blanks.
func gzipBomb(_ *Account, w http.ResponseWriter, _ *http.Request, _ *recordedAnswer) {
	var member bytes.Buffer
	z := gzip.NewWriter(&member)
	z.Write(bytes.Repeat([]byte(" "), 1<<20))
	z.Close()
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Encoding", "gzip")
	for range 1024 {
		if _, err := w.Write(member.Bytes()); err != nil {
			return
		}
	}
}

// connectionReset ends the connection with a TCP reset where it can.
func connectionReset(_ *Account, w http.ResponseWriter, _ *http.Request, _ *recordedAnswer) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	conn.Close()
}

// redirecting answers 307, which repeats method and body, so that a client which follows it gives its secret to somebody
// else. An empty address means the same one with https.
func redirecting(to string) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		target := to
		if target == "" {
			target = "https://" + r.Host + r.URL.Path
		}
		if a.redirectTo != "" {
			target = a.redirectTo
		}
		w.Header().Set("Location", target)
		w.WriteHeader(http.StatusTemporaryRedirect)
	}
}

func errorIn2xx(_ *Account, w http.ResponseWriter, _ *http.Request, _ *recordedAnswer) {
	writeOAuthError(w, http.StatusOK, "invalid_grant", textInvalidGrant)
}

func wrongContentType(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
	good.header.Set("Content-Type", "text/html; charset=utf-8")
	good.replay(w)
}

// otherToken is a token that nobody has.
const otherToken = "0000000000000000000000000000000000000000000000000000000000000000"

// duplicateKeys puts another access_token before the good one: parsers differ in which they take.
func duplicateKeys(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
	body := append([]byte(`{"access_token":"`+otherToken+`",`), good.buffer.Bytes()[1:]...)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(body)
}

// duplicateKeysLast puts another access_token behind the good one.
func duplicateKeysLast(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
	body := bytes.TrimRight(good.buffer.Bytes(), "}\n")
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(append(body, `,"access_token":"`+otherToken+`"}`...))
}

func invalidUTF8(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
	body := bytes.Replace(good.buffer.Bytes(), []byte(`"scope":"`), []byte("\"scope\":\"\xff\xfe"), 1)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(body)
}

func status201(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) {
	good.status = http.StatusCreated
	good.replay(w)
}
