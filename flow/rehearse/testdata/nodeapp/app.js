// A small integration on Node's standard library alone. It sends JSON, cleans the names that customers paste, keeps one
// session in a cookie, and refreshes a minute before the end: all of it right, and different from the other samples. With
// MISTAKE it does one thing wrong, as happens in JavaScript.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const https = require('https');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, STORE, PORT, ZENDESK_URL, MISTAKE } = process.env;
const template = ZENDESK_URL || 'https://{subdomain}.zendesk.com';
const headers = { 'X-Zendesk-Marketplace-Name': 'Acme Sync', 'X-Zendesk-Marketplace-Organization-Id': '12345' };
const margin = 60 * 1000;
const agent = process.env.OWN_AGENT ? new https.Agent({ keepAlive: false }) : undefined;

const flows = new Map(); // by state
const refreshing = new Map(); // by subdomain: one promise for all who wait
const until = new Map();
let latest = {}; // of mistakes: the flow that was begun last
const random = () => crypto.randomBytes(24).toString('base64url');
const row = (subdomain) => (MISTAKE === 'token-in-module' ? 'the only one' : subdomain);
const base = (subdomain) => template.replace('{subdomain}', subdomain);

class Again extends Error {}
class Later extends Error {}

let store = {};
try {
  store = JSON.parse(fs.readFileSync(STORE, 'utf8'));
} catch (e) {
  if (e.code !== 'ENOENT') throw e;
}
function save(subdomain, pair) {
  if (pair) store[row(subdomain)] = pair;
  else delete store[row(subdomain)];
  fs.writeFileSync(STORE + '.new', JSON.stringify(store), { mode: 0o600 });
  fs.renameSync(STORE + '.new', STORE);
}

function send(method, address, extra, body) {
  if (MISTAKE === 'fetch-follows' && body) {
    return fetch(address, { method, headers: { ...extra, 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      .then(async (answer) => ({ status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }));
  }
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const lib = address.startsWith('https:') ? https : http;
    const options = { method, headers: { ...extra }, timeout: 20000 };
    if (agent && lib === https) options.agent = agent;
    if (text) Object.assign(options.headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
    const request = lib.request(address, options, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        if (MISTAKE === 'parse-in-handler' && body) JSON.parse(Buffer.concat(parts)); // no promise sees what is thrown here
        resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() });
      });
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
    request.end(text);
  });
}

function wait(subdomain, answer) {
  until.set(subdomain, Date.now() + 1000 * (Number(answer.headers['retry-after']) || 5));
  throw new Later();
}

async function grant(subdomain, parameters) {
  const answer = await send('POST', base(subdomain) + '/oauth/tokens', {}, {
    ...parameters, client_id: CLIENT_ID, client_secret: CLIENT_SECRET, expires_in: 1800, refresh_token_expires_in: 2592000,
  });
  if (answer.status === 429 || answer.status === 503) wait(subdomain, answer);
  let told = {};
  try {
    told = JSON.parse(answer.text);
  } catch { /* a page of a proxy */ }
  if (answer.status < 200 || answer.status > 299) {
    const error = Object.assign(new Error('refused'), { code: told.error });
    if (MISTAKE === 'prints-error') console.error(Object.assign(error, { config: { client_id: CLIENT_ID, client_secret: CLIENT_SECRET } }));
    throw error;
  }
  let ends = Date.now() + 1000 * (Number(told.expires_in) || 1800); // missing, null or text
  if (MISTAKE === 'no-number') ends = (Math.floor(Date.now() / 1000) + told.expires_in) * 1000; // NaN, now, or two texts joined
  save(subdomain, { access: told.access_token, refresh: told.refresh_token, ends });
}

async function refresh(subdomain) {
  if (MISTAKE === 'await-before-lock' && !refreshing.has(subdomain)) await fs.promises.stat(STORE); // others look meanwhile
  if (MISTAKE === 'await-before-lock' || !refreshing.has(subdomain)) {
    refreshing.set(subdomain, grant(subdomain, { grant_type: 'refresh_token', refresh_token: store[row(subdomain)].refresh })
      .finally(() => refreshing.delete(subdomain)));
  }
  return refreshing.get(subdomain);
}

async function call(method, subdomain, path) {
  if (Date.now() < (until.get(subdomain) || 0)) throw new Later();
  if (!Object.hasOwn(store, row(subdomain))) throw new Again();
  try {
    if (Date.now() > store[row(subdomain)].ends - (MISTAKE === 'no-margin' ? 0 : margin)) await refresh(subdomain);
    let answer;
    for (let tries = 0; tries < 2; tries++) {
      const access = store[row(subdomain)].access;
      answer = await send(method, base(subdomain) + path, { ...headers, Authorization: 'Bearer ' + access });
      if (answer.status !== 401 || MISTAKE === 'no-margin' || MISTAKE === 'no-number') break;
      if (tries === 0 && store[row(subdomain)].access === access) await refresh(subdomain);
    }
    if (answer.status === 429) wait(subdomain, answer);
    if (answer.status < 200 || answer.status > 299) throw new Error('the API answered ' + answer.status);
  } catch (e) {
    if (e.code !== 'invalid_grant') throw e;
    save(subdomain, null);
    throw new Again();
  }
}

function clean(pasted) {
  if (MISTAKE === 'name-by-url') { // a name may still have dots in it
    try {
      return new URL(`https://${pasted}.zendesk.com`).hostname.endsWith('.zendesk.com') ? pasted : null;
    } catch {
      return null;
    }
  }
  const name = pasted.trim().toLowerCase().replace(/^https:\/\//, '').replace(/\/.*$/, '').replace(/\.zendesk\.com$/, '');
  return /^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/.test(name) ? name : null;
}

const routes = {
  'GET /connect': async (q, session) => {
    const subdomain = clean(q.get('subdomain') || '');
    if (!subdomain) return [400, 'This is not the name of a Zendesk account'];
    const state = random();
    const verifier = random() + random();
    latest = { state, subdomain, verifier };
    flows.set(state, { subdomain, verifier, session });
    const where = new URL(base(subdomain) + '/oauth/authorizations/new');
    where.search = new URLSearchParams({
      response_type: 'code', client_id: CLIENT_ID, redirect_uri: REDIRECT_URL, scope: 'read', state,
      code_challenge: crypto.createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
    });
    return [302, 'Go on', where.href];
  },
  'GET /callback': async (q, session) => {
    let flow = flows.get(q.get('state'));
    if (MISTAKE === 'state-in-module') flow = q.get('state') === latest.state ? { ...latest, session } : undefined;
    if (!flow || flow.session !== session) return [400, 'This connection was not begun here. Please begin again'];
    flows.delete(q.get('state'));
    if (MISTAKE === 'flow-in-module') flow = latest;
    latest = { ...latest, state: undefined };
    if (MISTAKE === 'unhandled-denial' && q.get('error')) {
      Promise.reject(new Error(q.get('error'))); // nobody handles it
      await fs.promises.stat('.');
    }
    if (!q.get('code')) return [200, 'Nothing was connected. You can try again'];
    try {
      await grant(flow.subdomain, { grant_type: 'authorization_code', code: q.get('code'), redirect_uri: REDIRECT_URL, code_verifier: flow.verifier });
    } catch {
      return [502, 'Zendesk did not complete the connection. Please try again later'];
    }
    return [302, 'Connected', '/connected'];
  },
  'GET /connected': async () => [200, 'Connected'],
  'GET /tickets': async (q) => {
    await call('GET', q.get('subdomain') || '', '/api/v2/tickets.json');
    return [200, 'Your tickets'];
  },
  'POST /disconnect': async (q) => {
    const subdomain = q.get('subdomain') || '';
    await call('DELETE', subdomain, '/api/v2/oauth/tokens/current.json').catch(() => {});
    save(subdomain, null);
    return [200, 'Disconnected'];
  },
};

http.createServer(async (request, response) => {
  const address = new URL(request.url, 'http://127.0.0.1');
  const session = /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie || '')?.[1] || random();
  let page;
  try {
    const route = routes[request.method + ' ' + address.pathname];
    page = route ? await route(address.searchParams, session) : [404, 'There is no such page'];
  } catch (e) {
    if (e instanceof Again) page = [409, 'The connection was lost: please connect again'];
    else if (e instanceof Later) page = [503, 'Zendesk asked us to wait'];
    else page = [502, 'Zendesk could not be asked'];
  }
  response.writeHead(page[0], {
    'Content-Type': 'text/html; charset=utf-8', 'Set-Cookie': `session=${session}; Path=/; HttpOnly; SameSite=Lax`, ...(page[2] && { Location: page[2] }),
  });
  response.end(`<h1>${page[1]}</h1>`);
}).listen(Number(PORT), '127.0.0.1');
