package explain

import "zdg/checklist/zendesk"

// callbackRows: the way back from the browser to the redirect URL.
var callbackRows = []row{
	{
		code:       "access-denied",
		what:       "The person refused the authorization (access_denied).",
		cause:      "Somebody clicked Deny on the consent page, or went back from it.",
		check:      "Ask whoever saw the consent page. The name, logo and scopes shown there are what they refused.",
		fix:        "Start the authorization again and click Allow.",
		confidence: zendesk.Observed, source: "T18",
		said: []string{"the end user or authorization server denied the request", "access_denied"},
	},
	{
		code:       "state-mismatch",
		what:       "The answer belongs to another attempt: its state is not the one that was sent.",
		cause:      "An older tab or another browser profile finished first, or the address was opened twice. A forged answer looks the same, so it is not accepted.",
		check:      "Close all tabs of earlier attempts. See whether another person or profile opened the address.",
		fix:        "Start again, and finish in the window that opens.",
		confidence: zendesk.Observed, source: "apps-script-oauth2-449",
	},
	{
		code:       "callback-unusable",
		what:       "The browser came back, but without a usable answer.",
		cause:      "The state belongs to this attempt, but the answer holds neither a code nor an error, or both, or one of them twice, or stands behind a hash sign, where no program can see it.",
		check:      "Look at the address in the browser: after the question mark there must be state= and either code= or error=, each once.",
		fix:        "Start the authorization again. If it happens again, look for what rewrites addresses between the browser and the account, such as a proxy or an extension.",
		confidence: zendesk.Documented, source: "RFC6749",
	},
	{
		code:       "callback-too-large",
		what:       "The browser sent more headers than zdg reads, so zdg did not accept its answer.",
		cause:      "Browsers send along the cookies of every program on this host, whatever its port. With them the request came to more than 64 KiB, so zdg read none of it.",
		check:      "Look at the cookies of localhost or 127.0.0.1 in the browser's settings for site data.",
		fix:        "Delete those cookies and load the page again. Or copy the whole address from the browser and paste it, within 120 seconds of clicking Allow.",
		confidence: zendesk.Documented, source: "RFC6265",
	},
	{
		code:       "browser-blocks-localhost",
		what:       "The browser refuses to open the redirect URL, because it is plain http.",
		cause:      "An https-only mode or a policy of the browser blocks http://localhost. Safari is known for it (WebKitErrorDomain 305).",
		check:      "Look at the address bar: if it holds code= and state=, the authorization itself worked.",
		fix:        "Copy the whole address from there and paste it. Or allow http for localhost, or use another browser.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "callback-unreachable",
		what:       "The browser cannot reach the redirect URL.",
		cause:      "Nothing listens there any more, the browser runs on another machine (SSH, container, WSL), or localhost means a different address family there.",
		check:      "Look at the address bar: if it holds code= and state=, the authorization itself worked.",
		fix:        "Copy the whole address from there and paste it within 120 seconds. Over SSH, forward the port: ssh -L PORT:localhost:PORT.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "port-busy",
		what:       "The port of the redirect URL is in use by another program.",
		cause:      "An earlier test still runs, or another program listens there. The port cannot be changed, because the redirect URL is matched exactly.",
		check:      "See who listens: lsof -i :PORT on macOS and Linux, netstat -ano on Windows.",
		fix:        "End that program and run the test again. Or paste the address that the browser ends on, or register another redirect URL.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "port-denied",
		what:       "The system does not let zdg listen on the port of the redirect URL.",
		cause:      "Ports below 1024 need special rights. On Windows, Hyper-V and WSL reserve whole ranges, so a port can be denied even though nothing listens there.",
		check:      "On Windows: netsh interface ipv4 show excludedportrange protocol=tcp.",
		fix:        "Register a redirect URL with a port between 1024 and 49151 that is not reserved. Or paste the address that the browser ends on.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "no-callback",
		what:       "The browser did not come back.",
		cause:      "The page is still waiting for someone to sign in or to click, or it shows an error. Zendesk's error pages never redirect, so only the browser shows it.",
		check:      "Look at the browser and choose what it shows.",
		fix:        "Finish the sign-in and click Allow. If the browser ended on an address with code=, paste it.",
		confidence: zendesk.Observed, source: "T9",
	},
}
