// Behind the counter, at `/staff/`: give and take roles, sign somebody out everywhere, roll keys over, be away or slow.
import { ROLES } from './people.mjs'
import { controlPage } from './pages.mjs'
import { formOf, send, sendOn } from './requests.mjs'

const acts = {
  async weather(issuer, form) {
    issuer.weather = form.get('weather')
  },

  async keys(issuer) {
    await issuer.rollKeys()
  },

  async roles(issuer, form) {
    issuer.person(form.get('sub')).roles = form.getAll('role')
  },

  /** Somebody more, or the same one with something else about them: journeys have people of their own. */
  async person(issuer, form) {
    const given = JSON.parse(form.get('person'))
    const known = issuer.person(given.sub)
    if (known) Object.assign(known, given)
    else issuer.people.push(given)
  },

  async logout(issuer, form) {
    const { provider, memory, waymark } = issuer
    const client = await provider.Client.find(waymark.client)
    const theirs = memory.sessions().filter((one) => one.accountId === form.get('sub'))
    for (const one of theirs) {
      const sid = one.authorizations?.[waymark.client]?.sid
      if (sid) await client.backchannelLogout(one.accountId, sid)
      one.authorizations = {}
    }
  },
}

export async function answerControl(issuers, request, response, path) {
  if (request.method !== 'POST') return send(response, 200, controlPage(issuers, ROLES))
  const { origin, host } = request.headers
  if (origin && origin !== `http://${host}`) return send(response, 403, 'Only from here.', 'text/plain')
  const form = await formOf(request)
  const issuer = issuers.find(({ name }) => name === form.get('issuer'))
  const act = acts[path.slice('/staff/'.length)]
  if (!issuer || !act) return send(response, 404, 'There is no such thing here.', 'text/plain')
  await act(issuer, form)
  return sendOn(response, '/staff/')
}
