package explain

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// answer is an HTTP answer that the wrappers print as programs do.
type answer struct {
	method, host, path string
	status             int
	body               string // JSON, or a page
}

func (a answer) url() string    { return "https://" + a.host + a.path }
func (a answer) reason() string { return http.StatusText(a.status) }
func (a answer) page() bool     { return strings.HasPrefix(a.body, "<") }
func (a answer) kind() string {
	if a.page() {
		return "text/html; charset=UTF-8"
	}
	return "application/json; charset=utf-8"
}

// python writes the body as Python prints a dictionary.
func (a answer) python() string {
	return strings.NewReplacer(`"`, "'", ":null", ": None").Replace(a.body)
}

// unquotedKeys writes the body as Node prints an object.
func (a answer) unquotedKeys() string {
	var fields map[string]any
	if json.Unmarshal([]byte(a.body), &fields) != nil {
		return strconv.Quote(a.body)
	}
	var parts []string
	for _, key := range []string{"error", "error_description", "description", "user"} {
		switch v := fields[key].(type) {
		case nil:
		case string:
			parts = append(parts, key+": "+"`"+v+"`")
		default:
			inner, _ := json.Marshal(v)
			parts = append(parts, key+": "+string(inner))
		}
	}
	return "{ " + strings.Join(parts, ",\n    ") + " }"
}

func jsonText(v any) string { b, _ := json.Marshal(v); return string(b) }

// answerWrappers print an answer with its body as programs do.
var answerWrappers = []struct {
	name string
	wrap func(answer) string
}{
	{"requests", func(a answer) string {
		return fmt.Sprintf("Traceback (most recent call last):\n  File \"/srv/app/zd.py\", line 41, in call\n    r.raise_for_status()\nrequests.exceptions.HTTPError: %d %s Error: %s for url: %s\nbody: %s", a.status, map[bool]string{true: "Server", false: "Client"}[a.status >= 500], a.reason(), a.url(), a.body)
	}},
	{"httpx", func(a answer) string {
		return fmt.Sprintf("httpx.HTTPStatusError: Client error '%d %s' for url '%s'\nFor more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/%d\nresponse.json() -> %s", a.status, a.reason(), a.url(), a.status, a.python())
	}},
	{"aiohttp", func(a answer) string {
		return fmt.Sprintf("aiohttp.client_exceptions.ClientResponseError: %d, message='%s', url='%s'\nbody=%s", a.status, a.reason(), a.url(), a.body)
	}},
	{"Ruby OAuth2", func(a answer) string {
		return fmt.Sprintf("OAuth2::Error (%s):\n  app/services/sync.rb:17:in `call'\nI, [2026-11-22T10:00:00.123456 #811]  INFO -- request: %s %s\nI, [2026-11-22T10:00:00.423456 #811]  INFO -- response: Status %d", a.body, a.method, a.url(), a.status)
	}},
	{"Faraday", func(a answer) string {
		return fmt.Sprintf("Faraday::ClientError: the server responded with status %d for %s %s (Faraday::ClientError)\n{:status=>%d, :headers=>{\"content-type\"=>%q}, :body=>%s}", a.status, a.method, a.url(), a.status, a.kind(), jsonText(a.body))
	}},
	{"axios", func(a answer) string {
		return fmt.Sprintf("AxiosError: Request failed with status code %d\n    at settle (/app/node_modules/axios/dist/node/axios.cjs:2019:12) {\n  code: 'ERR_BAD_REQUEST',\n  config: { method: '%s', url: '%s', headers: { 'User-Agent': 'axios/1.7.2' } },\n  response: { status: %d, statusText: '%s', data: %s }\n}", a.status, strings.ToLower(a.method), a.url(), a.status, a.reason(), a.unquotedKeys())
	}},
	{"fetch", func(a answer) string {
		return fmt.Sprintf("Response { type: 'basic', url: '%s', redirected: false, status: %d, ok: false, statusText: '%s' }\n%s", a.url(), a.status, a.reason(), a.body)
	}},
	{"Go oauth2", func(a answer) string {
		return fmt.Sprintf("2026/11/22 10:00:00 %s %s\n2026/11/22 10:00:00 oauth2: cannot fetch token: %d %s\nResponse: %s", a.method, a.url(), a.status, a.reason(), a.body)
	}},
	{"Spring", func(a answer) string {
		return fmt.Sprintf("org.springframework.web.client.HttpClientErrorException: %d %s on %s request for \"%s\": %s\n\tat org.springframework.web.client.RestTemplate.handleResponse(RestTemplate.java:932)\n\tat com.acme.sync.ZendeskGateway.call(ZendeskGateway.java:88)", a.status, a.reason(), a.method, a.url(), jsonText(a.body))
	}},
	{"OkHttp", func(a answer) string {
		return fmt.Sprintf("I/okhttp: --> %s %s h2\nI/okhttp: <-- %d %s (211ms)\nI/okhttp: content-type: %s\nI/okhttp: %s\nI/okhttp: <-- END HTTP", a.method, a.url(), a.status, a.url(), a.kind(), a.body)
	}},
	{"Guzzle", func(a answer) string {
		return fmt.Sprintf("PHP Fatal error:  Uncaught GuzzleHttp\\Exception\\ClientException: Client error: `%s %s` resulted in a `%d %s` response:\n%s\n in /var/www/vendor/guzzlehttp/guzzle/src/Exception/RequestException.php:113", a.method, a.url(), a.status, a.reason(), a.body)
	}},
	{"C#", func(a answer) string {
		return fmt.Sprintf("%s %s\nSystem.Net.Http.HttpRequestException: Response status code does not indicate success: %d (%s).\n   at System.Net.Http.HttpResponseMessage.EnsureSuccessStatusCode()\nContent: %s", a.method, a.url(), a.status, a.reason(), a.body)
	}},
	{"curl -i", func(a answer) string {
		return fmt.Sprintf("$ curl -i -X %s %s\nHTTP/2 %d \ndate: Sun, 22 Nov 2026 10:00:00 GMT\ncontent-type: %s\nserver: cloudflare\n\n%s", a.method, a.url(), a.status, a.kind(), a.body)
	}},
	{"curl -v", func(a answer) string {
		return fmt.Sprintf("* Host %s:443 was resolved.\n*   Trying 104.16.51.111:443...\n* Connected to %s (104.16.51.111) port 443\n* SSL certificate verify ok.\n> %s %s HTTP/1.1\n> Host: %s\n> User-Agent: curl/8.5.0\n> Accept: */*\n> \n< HTTP/1.1 %d %s\n< Content-Type: %s\n< \n%s\n* Connection #0 to host %s left intact", a.host, a.host, a.method, a.path, a.host, a.status, a.reason(), a.kind(), a.body, a.host)
	}},
	{"HAR", func(a answer) string {
		return fmt.Sprintf(`{"log":{"version":"1.2","entries":[{"startedDateTime":"2026-11-22T10:00:00.000Z","request":{"method":%s,"url":%s,"headers":[{"name":"accept","value":"*/*"}]},"response":{"status":%d,"statusText":%s,"headers":[{"name":"content-type","value":%s}],"content":{"mimeType":%s,"text":%s}},"time":211}]}}`,
			jsonText(a.method), jsonText(a.url()), a.status, jsonText(a.reason()), jsonText(a.kind()), jsonText(a.kind()), jsonText(a.body))
	}},
	{"key=value", func(a answer) string {
		return fmt.Sprintf("time=2026-11-22T10:00:00Z level=error msg=\"request failed\" method=%s url=%s status=%d duration=211ms body=%s", a.method, a.url(), a.status, strconv.Quote(a.body))
	}},
	{"JSON lines", func(a answer) string {
		return fmt.Sprintf("{\"ts\":\"2026-11-22T10:00:00Z\",\"level\":\"info\",\"msg\":\"sync started\"}\n{\"ts\":\"2026-11-22T10:00:01Z\",\"level\":\"error\",\"msg\":\"request failed\",\"method\":%s,\"url\":%s,\"status\":%d,\"body\":%s}", jsonText(a.method), jsonText(a.url()), a.status, jsonText(a.body))
	}},
	{"quoted mail", func(a answer) string {
		return "> > " + strings.ReplaceAll(wrapBetweenWords(fmt.Sprintf("we call %s %s and get %d:\n%s", a.method, a.url(), a.status, a.body), 70), "\n", "\n> > ")
	}},
	{"chat", func(a answer) string {
		return fmt.Sprintf("[10:02] ana: anyone seen this?\n[10:02] ana: %s %s → %d\n[10:02] ana: %s\n[10:03] ben: hm", a.method, a.url(), a.status, a.body)
	}},
	{"box", func(a answer) string {
		lines := strings.Split(wrapBetweenWords(fmt.Sprintf("%s %s\n%d %s\n%s", a.method, a.url(), a.status, a.reason(), a.body), 60), "\n")
		return "┌" + strings.Repeat("─", 62) + "┐\n│ " + strings.Join(lines, " │\n│ ") + " │\n└" + strings.Repeat("─", 62) + "┘"
	}},
	{"base64", func(a answer) string {
		return fmt.Sprintf(`{"statusCode":%d,"isBase64Encoded":true,"body":%q,"requestUrl":%q,"httpMethod":%q}`, a.status, base64.StdEncoding.EncodeToString([]byte(a.body)), a.url(), a.method)
	}},
	{"bytes, hexadecimal", func(a answer) string {
		digits := hex.EncodeToString([]byte(a.body))
		var pairs []string
		for i := 0; i < len(digits); i += 2 {
			pairs = append(pairs, digits[i:i+2])
		}
		return fmt.Sprintf("%s %s failed\n{ statusCode: %d,\n  result: <Buffer %s>,\n  retryAfter: null }", a.method, a.url(), a.status, strings.Join(pairs, " "))
	}},
	{"bytes, decimal", func(a answer) string {
		return fmt.Sprintf("%s %s: unexpected status %d, body %v", a.method, a.url(), a.status, []byte(a.body))
	}},
	{"\\x", func(a answer) string {
		return fmt.Sprintf("%s %s %d b'%s'", a.method, a.url(), a.status, strings.NewReplacer(`"`, `\x22`, "{", `\x7b`, "}", `\x7d`, "'", `\x27`, "<", `\x3c`, ">", `\x3e`).Replace(a.body))
	}},
	{"entities", func(a answer) string {
		return fmt.Sprintf("<td>%s %s</td><td>status %d</td><td>%s</td>", a.method, a.url(), a.status, html.EscapeString(a.body))
	}},
	{"JSON in JSON", func(a answer) string {
		return fmt.Sprintf(`{"severity":"ERROR","jsonPayload":{"message":%s}}`, jsonText(fmt.Sprintf("%s %s answered %d: %s", a.method, a.url(), a.status, jsonText(a.body))))
	}},
	{"percent", func(a answer) string {
		return fmt.Sprintf("GET /log?level=error&status=%d&url=%s&body=%s", a.status, url.QueryEscape(a.url()), url.QueryEscape(a.body))
	}},
	{"PowerShell", func(a answer) string {
		return fmt.Sprintf("Invoke-RestMethod : The remote server returned an error: (%d) %s.\nAt C:\\scripts\\zd.ps1:12 char:8\n+ $r = Invoke-RestMethod -Method %s -Uri %s\n%s", a.status, a.reason(), a.method, a.url(), a.body)
	}},
	{"reqwest", func(a answer) string {
		return fmt.Sprintf("Error: HTTP status client error (%d %s) for url (%s)\nbody: %s", a.status, a.reason(), a.url(), a.body)
	}},
}

// bareWrappers print an answer without its body.
var bareWrappers = []struct {
	name string
	wrap func(answer) string
}{
	{"requests", func(a answer) string {
		return fmt.Sprintf("requests.exceptions.HTTPError: %d Client Error: %s for url: %s", a.status, a.reason(), a.url())
	}},
	{"Java", func(a answer) string {
		return fmt.Sprintf("java.io.IOException: Server returned HTTP response code: %d for URL: %s\n\tat sun.net.www.protocol.http.HttpURLConnection.getInputStream0(HttpURLConnection.java:2000)", a.status, a.url())
	}},
	{"urllib", func(a answer) string {
		return fmt.Sprintf("request = urllib.request.Request('%s')\nurllib.error.HTTPError: HTTP Error %d: %s", a.url(), a.status, a.reason())
	}},
	{"wget", func(a answer) string {
		return fmt.Sprintf("--2026-11-22 10:00:00--  %s\nHTTP request sent, awaiting response... %d %s\n2026-11-22 10:00:01 ERROR %d: %s.", a.url(), a.status, a.reason(), a.status, a.reason())
	}},
	{"got", func(a answer) string {
		return fmt.Sprintf("HTTPError: Response code %d (%s)\n  url: '%s'", a.status, a.reason(), a.url())
	}},
	{"open-uri", func(a answer) string {
		return fmt.Sprintf("OpenURI::HTTPError: %d %s\nURI.open('%s')", a.status, a.reason(), a.url())
	}},
	{"access log", func(a answer) string {
		return fmt.Sprintf("10.0.0.4 - - [22/Nov/2026:10:00:00 +0000] \"%s %s HTTP/1.1\" %d 52", a.method, a.url(), a.status)
	}},
	{"ktor", func(a answer) string {
		return fmt.Sprintf("io.ktor.client.plugins.ClientRequestException: Client request(%s %s) invalid: %d %s.", a.method, a.url(), a.status, a.reason())
	}},
	{"OkHttp", func(a answer) string {
		return fmt.Sprintf("Response{protocol=h2, code=%d, message=, url=%s}", a.status, a.url())
	}},
	{"NSError", func(a answer) string {
		return fmt.Sprintf("Error Domain=com.alamofire.error.serialization.response Code=-1011 \"Request failed: %s (%d)\" UserInfo={NSErrorFailingURLKey=%s}", strings.ToLower(a.reason()), a.status, a.url())
	}},
	{"trace", func(a answer) string {
		return fmt.Sprintf(`{"name":"HTTP %s","attributes":{"http.method":%q,"http.url":%q,"http.status_code":%d},"status":{"code":"ERROR"}}`, a.method, a.method, a.url(), a.status)
	}},
}

// textWrappers pass any text on: in a box, a log entry, a page, base64.
var textWrappers = []struct {
	name string
	wrap func(string) string
}{
	{"as it is", func(s string) string { return s }},
	{"quoted mail", func(s string) string { return "> > " + strings.ReplaceAll(wrapBetweenWords(s, 64), "\n", "\n> > ") }},
	{"chat", func(s string) string { return "[10:02] ana: look\n[10:02] ana: " + s + "\n[10:03] ben: hm" }},
	{"box", func(s string) string {
		return "┌──────┐\n│ " + strings.ReplaceAll(s, "\n", " │\n│ ") + " │\n└──────┘"
	}},
	{"key=value", func(s string) string {
		return "time=2026-11-22T10:00:00Z level=error component=oauth msg=" + strconv.Quote(s)
	}},
	{"JSON lines", func(s string) string {
		return `{"level":"error","ts":1790000000,"msg":` + jsonText(s) + "}"
	}},
	{"JSON in JSON", func(s string) string {
		return `{"severity":"ERROR","textPayload":` + jsonText(jsonText(map[string]string{"message": s, "level": "error"})) + "}"
	}},
	{"\\u", func(s string) string { return strings.NewReplacer("'", `\u0027`, "<", `\u003c`).Replace(s) }},
	{"\\x", func(s string) string {
		return "b'" + strings.NewReplacer(`"`, `\x22`, "'", `\x27`, "<", `\x3c`).Replace(s) + "'"
	}},
	{"entities", html.EscapeString},
	{"HTML", func(s string) string {
		return "<div><p>" + strings.ReplaceAll(html.EscapeString(s), "\n", "<br>") + "</p></div>"
	}},
	{"percent", url.QueryEscape},
	{"base64", func(s string) string {
		return `{"level":"error","isBase64Encoded":true,"body":"` + base64.StdEncoding.EncodeToString([]byte(s)) + `"}`
	}},
	{"bytes", func(s string) string { return fmt.Sprintf("stderr: %v", []byte(s)) }},
	{"code block", func(s string) string { return "```\n" + s + "\n```" }},
	{"colours", func(s string) string { return "\x1b[31m" + strings.ReplaceAll(s, " ", "\x1b[0m \x1b[1m") + "\x1b[0m" }},
	{"comment", func(s string) string { return "# " + strings.ReplaceAll(s, "\n", "\n# ") }},
	{"Sentry", func(s string) string {
		return "Issue 4711 · production · first seen 2 hours ago\n" + s + "\nrelease 1.4.2, handled: no"
	}},
}
