// zdg rehearse has Node load this first: connections to NAME.zendesk.com, port 443, go to zdg on this machine.
'use strict';
const direct = process.env.ZDG_REHEARSE_DIRECT;
if (direct) {
  const net = require('net');
  const port = Number(direct.split(':').pop());
  const ours = (host) => typeof host === 'string' && /(^|\.)zendesk\.com\.?$/i.test(host);
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...args) {
    // net.connect() and tls.connect() pass one normalised array, whose first element holds the options.
    const list = Array.isArray(args[0]) ? args[0] : args;
    const options = list[0];
    if (options && typeof options === 'object' && ours(options.host) && Number(options.port) === 443) {
      list[0] = Object.assign({}, options, { host: '127.0.0.1', port, lookup: undefined });
    } else if (Number(list[0]) === 443 && ours(list[1])) {
      list[0] = port;
      list[1] = '127.0.0.1';
    }
    return connect.apply(this, args);
  };
}
