// A stand-in for NHS login and for a trust's staff sign-in, for the demo and for tests: one process, two issuers on this machine.
//
// `node index.mjs SETTINGS` with a JSON file: the ports of both, and of Waymark the client's id, the address to come back to,
// the address of its public keys, of its logout for servers, and the secret that the staff issuer knows it by.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

import { answerControl } from './control.mjs'
import { Issuer } from './issuer.mjs'
import { likeNhsLogin } from './like-nhs-login.mjs'
import { likeStaff } from './like-staff.mjs'
import { PEOPLE, STAFF } from './people.mjs'
import { send } from './requests.mjs'
import { answerSignIn } from './sign-in.mjs'

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const issuers = [
  new Issuer(likeNhsLogin, { name: 'people', port: settings.people_port, people: [...PEOPLE], waymark: settings.waymark }),
  new Issuer(likeStaff, { name: 'staff', port: settings.staff_port, people: [...STAFF], waymark: settings.waymark }),
]

async function answer(issuer, request, response) {
  const { pathname, searchParams } = new URL(request.url, issuer.address)
  if (pathname.startsWith('/staff/')) return answerControl(issuers, request, response, pathname)
  if (issuer.isAwayFor(pathname)) return request.socket.destroy()
  if (pathname === '/favicon.ico') return send(response, 204, '')
  await wait(issuer.delayOf(pathname))
  if (pathname.startsWith('/sign-in/')) return answerSignIn(issuer, request, response)
  const fault = pathname === issuer.kind.routes.authorization ? issuer.kind.faultOf(searchParams) : ''
  if (fault) return send(response, 400, `invalid_request: ${fault}`, 'text/plain')
  return issuer.callback(request, response)
}

function failed(response, error) {
  console.error(error)
  if (!response.headersSent) send(response, 500, 'The stand-in failed: look at its log.', 'text/plain')
}

for (const issuer of issuers) {
  await issuer.rollKeys()
  const server = createServer((request, response) => {
    answer(issuer, request, response).catch((error) => failed(response, error))
  })
  server.on('error', ({ code }) => {
    console.error(`The stand-in cannot answer on ${issuer.address} (${code}). Is something else running there?`)
    process.exit(1)
  })
  // Nobody but this machine reaches it.
  server.listen(new URL(issuer.address).port, '127.0.0.1')
}
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0))
