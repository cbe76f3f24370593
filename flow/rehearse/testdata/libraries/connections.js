// What users have to add whichever library asks for the tokens: names that are names, a store that outlives a restart,
// one refresh at a time, the Marketplace headers, waiting for as long as Zendesk asks, and the end of a connection.
'use strict';
const fs = require('fs');

const headers = { 'X-Zendesk-Marketplace-Name': 'Acme Sync', 'X-Zendesk-Marketplace-Organization-Id': '12345' };
const margin = 60 * 1000;
const patience = 20 * 1000;

// Again: the customer has to connect again. Later: Zendesk asked us to wait.
class Again extends Error {}
class Later extends Error {}

// Refused is what a library's own error is turned into: the error code of the answer, and its Retry-After.
class Refused extends Error {
  constructor(message, code, retryAfter) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const isName = (text) => /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(text ?? '');
const base = (subdomain) => `https://${subdomain}.zendesk.com`;

class Connections {
  #file;
  #ask; // (subdomain, refresh token) => the answer of the token endpoint, by the library
  #pairs = {};
  #refreshing = new Map(); // one promise for all who wait
  #until = new Map();

  constructor(file, ask) {
    this.#file = file;
    this.#ask = ask;
    if (fs.existsSync(file)) this.#pairs = JSON.parse(fs.readFileSync(file, 'utf8'));
  }

  // keep stores what the token endpoint answered, or with nothing forgets the account.
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

  #wait(subdomain, retryAfter) {
    this.#until.set(subdomain, Date.now() + 1000 * (Number(retryAfter) || 5));
    throw new Later();
  }

  #refresh(subdomain) {
    if (!this.#refreshing.has(subdomain)) {
      const refreshed = this.#ask(subdomain, this.#pairs[subdomain].refresh)
        .then((answer) => this.keep(subdomain, answer))
        .finally(() => this.#refreshing.delete(subdomain));
      this.#refreshing.set(subdomain, refreshed);
    }
    return this.#refreshing.get(subdomain);
  }

  // call makes an API call with the account's token, refreshed before its end or after a 401.
  async call(method, subdomain, path) {
    if (Date.now() < (this.#until.get(subdomain) ?? 0)) throw new Later();
    if (!Object.hasOwn(this.#pairs, subdomain)) throw new Again();
    try {
      if (Date.now() > this.#pairs[subdomain].ends - margin) await this.#refresh(subdomain);
      for (let tries = 1; ; tries++) {
        const { access } = this.#pairs[subdomain];
        const answer = await fetch(base(subdomain) + path, {
          method, redirect: 'error', signal: AbortSignal.timeout(patience), headers: { ...headers, Authorization: `Bearer ${access}` },
        });
        if (answer.status === 429) this.#wait(subdomain, answer.headers.get('retry-after'));
        if (answer.ok) return await answer.text();
        if (answer.status !== 401 || tries === 2) throw new Error(`the API answered ${answer.status}`);
        if (this.#pairs[subdomain]?.access === access) await this.#refresh(subdomain);
      }
    } catch (e) {
      if (e instanceof Refused && e.retryAfter) this.#wait(subdomain, e.retryAfter);
      if (!(e instanceof Refused && e.code === 'invalid_grant')) throw e;
      this.keep(subdomain, null);
      throw new Again();
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
    if (e instanceof Again) res.status(409).send('The connection was lost: please connect again');
    else if (e instanceof Later) res.status(503).send('Zendesk asked us to wait');
    else res.status(502).send('Zendesk could not be asked. Please try again later');
  });
}

module.exports = { Connections, Refused, base, isName, patience, routes };
