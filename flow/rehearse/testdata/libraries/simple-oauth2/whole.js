// simple-oauth2 with what its user has to add: the state and its check, PKCE, lifetimes, and what is in connections.js.
'use strict';
const crypto = require('crypto');
const express = require('express');
const session = require('express-session');
const { AuthorizationCode } = require('simple-oauth2');
const { Connections, Refused, accountURL, isName, timeout, routes } = require('../connections');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, STORE, PORT } = process.env;
const lifetimes = { expires_in: 1800, refresh_token_expires_in: 2592000 };
const randomText = () => crypto.randomBytes(32).toString('base64url');

const client = (subdomain) => new AuthorizationCode({
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
  auth: { tokenHost: accountURL(subdomain), tokenPath: '/oauth/tokens', authorizePath: '/oauth/authorizations/new' },
  options: { authorizationMethod: 'body' }, // Zendesk documents the secret there
  http: { json: true, timeout }, // json: with the default, 'strict', a 503 in plain text loses its status and Retry-After
});

async function refreshGrant(subdomain, refreshToken) {
  try {
    const { token } = await client(subdomain).createToken({ refresh_token: refreshToken }).refresh(lifetimes);
    return token;
  } catch (e) {
    throw new Refused(e.message, e.data?.payload?.error, e.data?.res?.headers['retry-after']);
  }
}
const connections = new Connections(STORE, refreshGrant);

const app = express();
app.use(session({ secret: randomText(), resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));

app.get('/connect', (req, res) => {
  const { subdomain } = req.query;
  if (!isName(subdomain)) return res.status(400).send('This is not the name of a Zendesk account');
  const state = randomText();
  const verifier = randomText();
  (req.session.flows ??= {})[state] = { subdomain, verifier }; // by state, so that two tabs do not mix
  res.redirect(client(subdomain).authorizeURL({
    redirect_uri: REDIRECT_URL, scope: 'read', state,
    code_challenge: crypto.createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  }));
});

app.get('/callback', async (req, res) => {
  const { state, code } = req.query;
  const flows = req.session.flows ?? {};
  if (!Object.hasOwn(flows, state)) return res.status(400).send('This connection was not begun here. Please begin again');
  const { subdomain, verifier } = flows[state];
  delete flows[state];
  if (!code) return res.send('Nothing was connected. You can try again');
  const { token } = await client(subdomain).getToken({ code, redirect_uri: REDIRECT_URL, code_verifier: verifier, ...lifetimes });
  connections.keep(subdomain, token);
  res.send('Connected');
});

routes(app, connections);
app.listen(PORT, '127.0.0.1');
