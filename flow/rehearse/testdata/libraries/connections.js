// What users have to add whichever library asks for the tokens: only names of accounts are taken, pairs are stored where they
// survive a restart, one refresh runs at a time, the Marketplace headers are sent, calls wait for as long as Zendesk asks, and a
// connection can be ended.
//
// What a product needs besides: people who sign in, so that only they can use and disconnect their account; sessions with a
// lasting secret; and cookies that are Secure, since it is served over HTTPS.
'use strict';
const fs = require('fs');

const headers = { 'X-Zendesk-Marketplace-Name': 'Acme Sync', 'X-Zendesk-Marketplace-Organization-Id': '12345' };
const refreshMargin = 60 * 1000; // before a token's end, in milliseconds
const timeout = 20 * 1000; // of a request, in milliseconds

class ConnectAgain extends Error {} // the customer has to connect again
class AskedToWait extends Error {} // Zendesk asked us to wait

// Refused stands for a library's own error: it has the error code of the answer, and its Retry-After.
class Refused extends Error {
  constructor(message, code, retryAfter) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const isName = (text) => /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(text ?? '');
const accountURL = (subdomain) => `https://${subdomain}.zendesk.com`;

class Connections {
  #file;
  #refreshGrant; // (subdomain, refresh token) => promise of the token endpoint's answer, or of a Refused
  #pairs = {};
  #refreshing = new Map(); // by subdomain: one promise for all who wait
  #waitUntil = new Map(); // by subdomain: the account asked to be left alone

  constructor(file, refreshGrant) {
    this.#file = file;
    this.#refreshGrant = refreshGrant;
    if (fs.existsSync(file)) this.#pairs = JSON.parse(fs.readFileSync(file, 'utf8'));
  }

  // keep stores what the token endpoint answered, or without an answer forgets the account.
  keep(subdomain, answer) {
    if (answer) {
      const seconds = Number(answer.expires_in) || 1800; // missing, null or text
      this.#pairs[subdomain] = { access: answer.access_token, refresh: answer.refresh_token, ends: Date.now() + 1000 * seconds };
    } else {
      delete this.#pairs[subdomain];
    }
    fs.writeFileSync(this.#file + '.new', JSON.stringify(this.#pairs), { mode: 0o600 });
    fs.renameSync(this.#file + '.new', this.#file);
  }

  #noteWait(subdomain, retryAfter) {
    this.#waitUntil.set(subdomain, Date.now() + 1000 * (Number(retryAfter) || 5));
    throw new AskedToWait();
  }

  #refresh(subdomain) {
    if (!this.#refreshing.has(subdomain)) {
      const refreshed = this.#refreshGrant(subdomain, this.#pairs[subdomain].refresh)
        .then((answer) => this.keep(subdomain, answer))
        .finally(() => this.#refreshing.delete(subdomain));
      this.#refreshing.set(subdomain, refreshed);
    }
    return this.#refreshing.get(subdomain);
  }

  // call makes an API call with the account's token, refreshed before its end or after a 401.
  async call(method, subdomain, path) {
    if (Date.now() < (this.#waitUntil.get(subdomain) ?? 0)) throw new AskedToWait();
    if (!Object.hasOwn(this.#pairs, subdomain)) throw new ConnectAgain();
    try {
      if (Date.now() > this.#pairs[subdomain].ends - refreshMargin) await this.#refresh(subdomain);
      for (let tries = 1; ; tries++) {
        const { access } = this.#pairs[subdomain];
        const answer = await fetch(accountURL(subdomain) + path, {
          method, redirect: 'error', signal: AbortSignal.timeout(timeout), headers: { ...headers, Authorization: `Bearer ${access}` },
        });
        if (answer.status === 429) this.#noteWait(subdomain, answer.headers.get('retry-after'));
        if (answer.ok) return await answer.text();
        if (answer.status !== 401 || tries === 2) throw new Error(`the API answered ${answer.status}`);
        if (this.#pairs[subdomain]?.access === access) await this.#refresh(subdomain);
      }
    } catch (e) {
      if (e instanceof Refused && e.retryAfter) this.#noteWait(subdomain, e.retryAfter);
      if (!(e instanceof Refused && e.code === 'invalid_grant')) throw e;
      this.keep(subdomain, null);
      throw new ConnectAgain();
    }
  }

  async disconnect(subdomain) {
    await this.call('DELETE', subdomain, '/api/v2/oauth/tokens/current.json').catch(() => {}); // it may have ended already
    this.keep(subdomain, null);
  }
}

// routes are the pages that need no library.
function routes(app, connections) {
  app.get('/tickets', async (req, res) => {
    await connections.call('GET', String(req.query.subdomain), '/api/v2/tickets.json');
    res.send('Your tickets');
  });
  app.post('/disconnect', async (req, res) => {
    await connections.disconnect(String(req.query.subdomain));
    res.send('Disconnected');
  });
  app.use((e, req, res, next) => { // Express asks for four parameters
    if (e instanceof ConnectAgain) res.status(409).send('The connection was lost: please connect again');
    else if (e instanceof AskedToWait) res.status(503).send('Zendesk asked us to wait');
    else res.status(502).send('Zendesk could not be asked. Please try again later');
  });
}

module.exports = { Connections, Refused, accountURL, isName, timeout, routes };
