// openid-client as its README shows it, on Express; the refresh is that of its documentation. Zendesk has nothing to
// discover, so its endpoints are given by hand.
import express from 'express';
import session from 'express-session';
import * as client from 'openid-client';

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, PORT } = process.env;
const accountURL = (subdomain) => `https://${subdomain}.zendesk.com`;
const configuration = (subdomain) => new client.Configuration({
  issuer: accountURL(subdomain),
  authorization_endpoint: accountURL(subdomain) + '/oauth/authorizations/new',
  token_endpoint: accountURL(subdomain) + '/oauth/tokens',
}, CLIENT_ID, CLIENT_SECRET);
const connections = new Map(); // by subdomain

const app = express();
app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: true }));

app.get('/connect', async (req, res) => {
  const { subdomain } = req.query;
  const config = configuration(subdomain);
  const code_verifier = client.randomPKCECodeVerifier();
  const code_challenge = await client.calculatePKCECodeChallenge(code_verifier);
  let state;
  const parameters = { redirect_uri: REDIRECT_URL, scope: 'read', code_challenge, code_challenge_method: 'S256' };
  if (!config.serverMetadata().supportsPKCE()) {
    state = client.randomState();
    parameters.state = state;
  }
  Object.assign(req.session, { subdomain, code_verifier, state });
  res.redirect(client.buildAuthorizationUrl(config, parameters).href);
});

app.get('/callback', async (req, res) => {
  const { subdomain, code_verifier, state } = req.session;
  const currentUrl = new URL(`${req.protocol}://${req.host}${req.originalUrl}`);
  const tokens = await client.authorizationCodeGrant(configuration(subdomain), currentUrl, { pkceCodeVerifier: code_verifier, expectedState: state });
  connections.set(subdomain, { tokens, ends: Date.now() + 1000 * tokens.expiresIn() });
  res.send('Connected');
});

app.get('/tickets', async (req, res) => {
  const { subdomain } = req.query;
  const config = configuration(subdomain);
  let connection = connections.get(subdomain);
  if (connection.ends <= Date.now()) {
    const tokens = await client.refreshTokenGrant(config, connection.tokens.refresh_token);
    connection = { tokens, ends: Date.now() + 1000 * tokens.expiresIn() };
    connections.set(subdomain, connection);
  }
  const answer = await client.fetchProtectedResource(config, connection.tokens.access_token, new URL(accountURL(subdomain) + '/api/v2/tickets.json'), 'GET');
  res.status(answer.status).send(await answer.text());
});

app.post('/disconnect', (req, res) => {
  connections.delete(req.query.subdomain);
  res.send('Disconnected');
});

app.listen(PORT, '127.0.0.1');
