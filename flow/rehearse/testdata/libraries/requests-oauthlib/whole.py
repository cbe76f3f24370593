"""requests-oauthlib with what its user has to add."""
import base64
import hashlib
import json
import logging
import os
import re
import secrets
import threading
import time

import requests
from flask import Flask, redirect, request, session
from oauthlib.oauth2 import InvalidGrantError, OAuth2Error
from requests_oauthlib import OAuth2Session

ID, SECRET, REDIRECT, STORE = (os.environ[k] for k in ("CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URL", "STORE"))
NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
HEADERS = {"X-Zendesk-Marketplace-Name": "Acme Sync", "X-Zendesk-Marketplace-Organization-Id": "12345"}
LIFETIMES = {"expires_in": 1800, "refresh_token_expires_in": 2592000}
PATIENCE = 20
guard, locks, until = threading.Lock(), {}, {}

logging.getLogger("werkzeug").setLevel(logging.WARNING)  # its access log has the codes of callbacks in it
app = Flask(__name__)
app.secret_key = secrets.token_bytes(32)
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"


class Again(Exception):
    """The customer has to connect again."""


class Later(Exception):
    """Zendesk asked us to wait."""


def base(subdomain):
    return "https://%s.zendesk.com" % subdomain


def load():
    try:
        with open(STORE, encoding="utf-8") as f:
            return json.load(f)
    except FileNotFoundError:
        return {}


def keep(subdomain, token):
    """Stores what the token endpoint answered, or forgets the account."""
    with guard:
        everything = load()
        everything.pop(subdomain, None)
        if token is not None:
            everything[subdomain] = {"access_token": token["access_token"], "refresh_token": token["refresh_token"]}
        with open(STORE + ".new", "w", encoding="utf-8") as f:
            json.dump(everything, f)
        os.replace(STORE + ".new", STORE)


def wait(subdomain, answer):
    until[subdomain] = time.monotonic() + float(answer.headers.get("Retry-After") or 5)
    raise Later


def unavailable(answer):
    """The library hides the status and the headers of an answer that is no JSON."""
    if answer.status_code >= 500 or answer.status_code == 429:
        answer.raise_for_status()
    return answer


def zendesk(**options):
    s = OAuth2Session(ID, **options)
    s.max_redirects = 0  # the library would send code and secret on
    for hook in ("access_token_response", "refresh_token_response"):
        s.register_compliance_hook(hook, unavailable)
    return s


def refresh(subdomain, stale):
    with guard:
        lock = locks.setdefault(subdomain, threading.Lock())
    with lock:
        pair = load().get(subdomain)
        if pair is None:
            raise Again
        if pair["access_token"] != stale:
            return  # somebody else was faster
        try:
            keep(subdomain, zendesk().refresh_token(
                base(subdomain) + "/oauth/tokens", refresh_token=pair["refresh_token"], client_id=ID, client_secret=SECRET,
                timeout=PATIENCE, **LIFETIMES))
        except InvalidGrantError:
            keep(subdomain, None)
            raise Again from None
        except requests.HTTPError as e:
            wait(subdomain, e.response)


def call(method, subdomain, path):
    """Makes an API call. It refreshes after a 401, so that a missing expires_in does no harm."""
    if time.monotonic() < until.get(subdomain, 0):
        raise Later
    for tries in (1, 2):
        pair = load().get(subdomain)
        if pair is None:
            raise Again
        answer = zendesk(token={"access_token": pair["access_token"]}).request(
            method, base(subdomain) + path, headers=dict(HEADERS), timeout=PATIENCE)
        if answer.status_code == 401 and tries == 1:
            refresh(subdomain, pair["access_token"])
            continue
        if answer.status_code == 429:
            wait(subdomain, answer)
        answer.raise_for_status()
        return answer


@app.errorhandler(Again)
def again(_):
    return "The connection was lost: please connect again", 409


@app.errorhandler(Later)
def later(_):
    return "Zendesk asked us to wait", 503


@app.errorhandler(OAuth2Error)
@app.errorhandler(requests.RequestException)
def trouble(_):
    return "Zendesk could not be asked. Please try again later", 502


@app.route("/connect")
def connect():
    subdomain = request.args.get("subdomain", "")
    if not NAME.fullmatch(subdomain):
        return "This is not the name of a Zendesk account", 400
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    where, state = zendesk(redirect_uri=REDIRECT, scope=["read"]).authorization_url(
        base(subdomain) + "/oauth/authorizations/new", code_challenge=challenge, code_challenge_method="S256")
    # Under the state, so that two tabs do not meet. A cookie can be read, so the verifier stays here.
    flows[state] = (subdomain, verifier)
    session["flows"] = session.get("flows", []) + [state]
    return redirect(where)


flows = {}


@app.route("/callback")
def callback():
    state = request.args.get("state", "")
    flow = flows.pop(state, None) if state in session.get("flows", []) else None
    if flow is None:
        return "This connection was not begun here. Please begin again", 400
    if "code" not in request.args:
        return "Nothing was connected. You can try again"
    subdomain, verifier = flow
    keep(subdomain, zendesk(redirect_uri=REDIRECT).fetch_token(
        base(subdomain) + "/oauth/tokens", code=request.args["code"], client_secret=SECRET, include_client_id=True,
        code_verifier=verifier, timeout=PATIENCE, **LIFETIMES))
    return "Connected"


@app.route("/tickets")
def tickets():
    call("GET", request.args.get("subdomain", ""), "/api/v2/tickets.json")
    return "Your tickets"


@app.route("/disconnect", methods=["POST"])
def disconnect():
    subdomain = request.args.get("subdomain", "")
    try:
        call("DELETE", subdomain, "/api/v2/oauth/tokens/current.json")
    except (Again, Later, OAuth2Error, requests.RequestException):
        pass  # it may have ended already
    keep(subdomain, None)
    return "Disconnected"


app.run(port=int(os.environ["PORT"]), threaded=True)
