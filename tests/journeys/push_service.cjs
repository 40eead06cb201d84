/**
 * The push service of the journeys: it gives out subscriptions, takes what the worker process sends to them, checks its
 * signature and decrypts it, as a browser would. `node push_service.cjs PORT`.
 *
 * The package listens on all addresses of the machine; here it may be reached from this machine alone.
 */
const net = require('node:net')
const path = require('node:path')
const { createRequire } = require('node:module')

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest)
}

const fromPwa = createRequire(path.join(__dirname, '..', '..', 'pwa', 'package.json'))
const Server = fromPwa('web-push-testing/src/server.js')
const { PushApiModel } = fromPwa('web-push-testing/src/PushApiModel.js')

new Server(new PushApiModel(), Number(process.argv[2])).startServer()
