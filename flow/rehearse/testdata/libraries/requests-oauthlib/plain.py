"""requests-oauthlib as its documentation shows it, on Flask: the web application, with the token refreshed by itself."""
import os

from flask import Flask, redirect, request, session
from requests_oauthlib import OAuth2Session

client_id, client_secret, redirect_uri = os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"], os.environ["REDIRECT_URL"]
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # the callback is plain http, here
app = Flask(__name__)
app.secret_key = os.urandom(24)


def account_url(subdomain):
    return "https://%s.zendesk.com" % subdomain


@app.route("/connect")
def connect():
    subdomain = request.args["subdomain"]
    zendesk = OAuth2Session(client_id, redirect_uri=redirect_uri, scope=["read"])
    authorization_url, state = zendesk.authorization_url(account_url(subdomain) + "/oauth/authorizations/new")
    session["oauth_state"] = state
    session["subdomain"] = subdomain
    return redirect(authorization_url)


@app.route("/callback")
def callback():
    zendesk = OAuth2Session(client_id, redirect_uri=redirect_uri, state=session["oauth_state"])
    session["oauth_token"] = zendesk.fetch_token(
        account_url(session["subdomain"]) + "/oauth/tokens", client_secret=client_secret, authorization_response=request.url)
    return "Connected"


@app.route("/tickets")
def tickets():
    def token_updater(token):
        session["oauth_token"] = token

    subdomain = request.args["subdomain"]
    zendesk = OAuth2Session(
        client_id, token=session["oauth_token"], auto_refresh_url=account_url(subdomain) + "/oauth/tokens",
        auto_refresh_kwargs={"client_id": client_id, "client_secret": client_secret}, token_updater=token_updater)
    answer = zendesk.get(account_url(subdomain) + "/api/v2/tickets.json")
    return answer.text, answer.status_code


@app.route("/disconnect", methods=["POST"])
def disconnect():
    del session["oauth_token"]
    return "Disconnected"


app.run(port=int(os.environ["PORT"]))
