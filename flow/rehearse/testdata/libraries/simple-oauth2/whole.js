// simple-oauth2 with what its user has to add.
'use strict';
const crypto = require('crypto');
const express = require('express');
const session = require('express-session');
const { AuthorizationCode } = require('simple-oauth2');
const { Connections, Refused, base, isName, patience, routes } = require('../connections');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, STORE, PORT } = process.env;
const lifetimes = { expires_in: 1800, refresh_token_expires_in: 2592000 };
const random = () => crypto.randomBytes(32).toString('base64url');

const client = (subdomain) => new AuthorizationCode({
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
  auth: { tokenHost: base(subdomain), tokenPath: '/oauth/tokens', authorizePath: '/oauth/authorizations/new' },
  options: { authorizationMethod: 'body' }, // where Zendesk documents the secret
  http: { json: true, timeout: patience }, // strict, as by default, a 503 in plain text loses its status and Retry-After
});

async function ask(subdomain, refreshToken) {
  try {
    const { token } = await client(subdomain).createToken({ refresh_token: refreshToken }).refresh(lifetimes);
    return token;
  } catch (e) {
    throw new Refused(e.message, e.data?.payload?.error, e.data?.res?.headers['retry-after']);
  }
}
const connections = new Connections(STORE, ask);

const app = express();
app.use(session({ secret: random(), resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));

app.get('/connect', (req, res) => {
  const { subdomain } = req.query;
  if (!isName(subdomain)) return res.status(400).send('This is not the name of a Zendesk account');
  const state = random();
  const verifier = random();
  (req.session.flows ??= {})[state] = { subdomain, verifier }; // under the state, so that two tabs do not meet
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
