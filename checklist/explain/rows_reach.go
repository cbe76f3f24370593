package explain

import "zdg/checklist/zendesk"

// netRows: no answer came. Their words count in pasted text only: in an answer that the test
// received, they do not say that the connection failed.
var netRows = []row{
	{
		code:       "dns",
		what:       "The name of the account's host cannot be resolved.",
		cause:      "There is no network, the name server does not answer, or the subdomain is mistyped. Typing a whole domain where only its first part belongs also gives such a name (acme.zendesk.com.zendesk.com).",
		check:      "Open the account's address in a browser on this machine. If other sites fail too, it is the network.",
		fix:        "Give only the subdomain, such as acme for acme.zendesk.com. Otherwise fix the network or its name server, and run the test again.",
		confidence: zendesk.Observed, source: "T13",
	},
	{
		code:       "proxy",
		what:       "A proxy stands between this machine and Zendesk, and refused the connection.",
		cause:      "The proxy wants a user name and a password, does not allow zendesk.com, or is not there. The variables HTTPS_PROXY and NO_PROXY say which one is used.",
		check:      "Look at HTTPS_PROXY. Status 407 asks for credentials, 403 says that the host is not allowed.",
		fix:        "Have the proxy allow the account's host, or correct HTTPS_PROXY. If you need no proxy, unset it.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "timeout",
		what:       "Zendesk did not answer in time.",
		cause:      "The network is slow or drops the connection, a firewall swallows it, or Zendesk is slow at the moment. It says nothing about the client.",
		check:      "Open the account's address in a browser on this machine. See whether Zendesk reports an outage.",
		fix:        "Run the test again. If it happens again, try another network or ask whoever runs the firewall.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "network",
		what:       "The connection to Zendesk brought no valid HTTP answer.",
		cause:      "Something on the way refused the connection, cut it, or answered in Zendesk's place: a firewall, a VPN, a security product, or the network itself.",
		check:      "Open the account's address in a browser on this machine, then on another network.",
		fix:        "Run the test again. If it happens again, ask whoever runs the network to allow zendesk.com on port 443.",
		confidence: zendesk.Inferred, source: "ours",
		unless: []Code{"callback-unreachable", "proxy", "tls"}, // it follows from these: a failed handshake closes the connection
	},
	{
		code:       "tls",
		what:       "The secure connection failed: the certificate was not accepted.",
		cause:      "The account is suspended or its trial is over, since Zendesk withdraws its certificate then; or the address is a host-mapped domain; or a proxy puts its own certificate in between.",
		check:      "Look at the certificate in a browser. If it has expired: the account, or this machine's clock. If it has another name: the wrong host. If the issuer is unknown: a proxy.",
		fix:        "Use the account's main address, SUBDOMAIN.zendesk.com. Have a suspended account reactivated. If you run a proxy, trust its certificate with SSL_CERT_FILE.",
		confidence: zendesk.Documented, source: "Z26",
	},
}

// reachRows: there is no account at this address, or something else answered.
var reachRows = []row{
	{
		code:       "no-help-desk",
		what:       "There is no Zendesk account at this address.",
		cause:      "The subdomain is mistyped, the account was renamed or deleted, or the address is that of a brand without a help desk of its own.",
		check:      "Sign in to Zendesk in a browser: the account's name is the first part of that address. An address with a brand shows another name.",
		fix:        "Give the main subdomain of the account. Do not use a brand's or a host-mapped one (help.example.com).",
		confidence: zendesk.Observed, source: "dust-10974",
		own: []string{"no help desk at", "there is no help desk configured at this address", "available and that you can claim it at"},
	},
	{
		code:       "account-suspended",
		what:       "The account is suspended or its trial has ended.",
		cause:      "A trial ends after 14 days unless it was made a sponsored account in time. Zendesk then withdraws the certificate, and closes the account about seven days later.",
		check:      "Sign in at the account's address in a browser. See whether it was created more than 14 days ago.",
		fix:        "Ask Zendesk to reactivate the account, or start a trial named d3v-… and request its conversion to a sponsored one before day 14.",
		confidence: zendesk.Documented, source: "Z26",
	},
	{
		code:       "maintenance",
		what:       "Zendesk is not available at the moment.",
		cause:      "The account is under maintenance, or Zendesk has an incident. It says nothing about the client.",
		check:      "See whether Zendesk reports an outage.",
		fix:        "Wait as long as the answer says in Retry-After, then run the test again.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "html-instead-of-json",
		what:       "A web page came back where data was expected.",
		cause:      "The request went to the wrong host: a brand, a host-mapped domain, or a mistyped path. A suspended account, a firewall or the network's sign-in page also answers like this.",
		check:      "Read the page's title. A Zendesk sign-in page means a wrong path. Another company's page means that something is in between.",
		fix:        "Use SUBDOMAIN.zendesk.com and POST to /oauth/tokens, which is not below /api/v2.",
		confidence: zendesk.Inferred, source: "ours",
		unless: []Code{"no-help-desk", "no-such-client", "authorize-invalid-request", "redirect-mismatch", "server-error-page", "account-suspended", "bot-check", "ip-restricted", "maintenance", "callback-unreachable", "tls", "dns", "timeout"},
	},
	{
		code:       "ip-restricted",
		what:       "The account does not allow this machine's IP address.",
		cause:      "IP restrictions are on in the account, and the address of this machine, or of its VPN, is not in the allowed ranges. They apply to sign-in, pages and API calls alike.",
		check:      "Admin Center > Account > Security > Advanced > IP restrictions shows the allowed ranges.",
		fix:        "Have this machine's address added there, or use a network that is allowed. The integration's servers also have to be in each customer's ranges.",
		confidence: zendesk.Documented, source: "Z-IP",
	},
	{
		code:       "bot-check",
		what:       "A bot check answered instead of the account.",
		cause:      "In front of the account is a page that wants to see a real browser, such as \"Just a moment...\". It is about this machine or its network, and says nothing about the client.",
		check:      "Open the account's address in a browser on this machine and see whether the same page comes first. The header cf-mitigated: challenge means the same.",
		fix:        "Try another network, without a VPN or a data center in between. If it happens again, send Zendesk Support the time and the request id of the answer.",
		confidence: zendesk.Inferred, source: "CF-challenge",
		alone: []string{"just a moment"},
	},
	{
		code:       "machine-refused",
		what:       "The account refused a request that needs no sign-in.",
		cause:      "Nobody has signed in yet, so it seems to be this machine that is refused: by an IP restriction of the account, a bot check, or something on the way.",
		check:      "Open the account's address in a browser on this machine. Admin Center > Account > Security > Advanced shows whether IP restrictions are on.",
		fix:        "The next steps show whether the sign-in works from here. If it does not, have this machine's address allowed there, or use another network.",
		confidence: zendesk.Inferred, source: "Z-IP",
	},
	{
		code:       "reach-unclear",
		what:       "The account answered, but not with what this address should return.",
		cause:      "The first request is for /api/v2/locales/public.json, which needs no sign-in. Nothing else depends on it: whatever came, something answers at the account's address.",
		check:      "Look at the answer as it came. Something on the way, or a host that is not Zendesk's, may have answered.",
		fix:        "The next steps show whether identifier, secret and sign-in work. If they do not, compare the subdomain with the address that the browser shows.",
		confidence: zendesk.Inferred, source: "Z16",
	},
	{
		code:       "unreadable-answer",
		what:       "An answer came, but it could not be read.",
		cause:      "The answer was empty, cut off, too large, not JSON, or lacked something it must have. Something between this machine and Zendesk changed it, or Zendesk has an incident.",
		check:      "Look at the answer as it came. Try from another network.",
		fix:        "Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "redirected",
		what:       "The request was redirected to another address, which zdg did not follow.",
		cause:      "The address is a host-mapped domain or a brand, or the account was renamed. A secret must not go to another host, so zdg does not follow such a redirect.",
		check:      "Look where the answer points to: the host there is the main one.",
		fix:        "Give the subdomain of that host, and run the test again.",
		confidence: zendesk.Inferred, source: "ours",
	},
}
