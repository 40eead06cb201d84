// One issuer: a certified provider with our people behind it, whose keys roll over and who can be away or slow on request.
import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'

import { Provider } from 'oidc-provider'

import { createMemoryAdapter } from './memory.mjs'
import { errorPage } from './pages.mjs'

const makePair = promisify(generateKeyPair)
const HERE = /^http:\/\/(localhost|127\.0\.0\.1):\d+\//

export class Issuer {
  constructor(kind, { name, port, people, waymark }) {
    Object.assign(this, { kind, name, people, waymark, address: `http://127.0.0.1:${port}` })
    this.weather = 'well'
    this.memory = createMemoryAdapter()
    this.cookieKeys = [randomBytes(24).toString('hex')]
    this.signedIn = new Map()
    for (const person of people) person.sub ??= `${name}-${person.key}`
  }

  /** New keys from now on. The old ones are forgotten at once, as on the worst day. */
  async rollKeys() {
    this.keys = [await this.newKey()]
    this.provider = this.makeProvider()
    this.callback = this.provider.callback()
  }

  async newKey() {
    const { privateKey } = await makePair('rsa', { modulusLength: 2048 })
    return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: this.kind.alg, kid: randomUUID() }
  }

  makeProvider() {
    const provider = new Provider(this.address, this.configuration())
    provider.use((context, next) => {
      forgetOldSession(context.req, this.cookieName())
      return next()
    })
    for (const event of ['server_error', 'grant.error', 'authorization.error', 'userinfo.error', 'jwks.error'])
      provider.on(event, (_context, error) => console.info(`${this.name}: ${event}: ${error.message} ${error.error_detail ?? ''}`))
    return provider
  }

  configuration() {
    const { kind, name, waymark } = this
    return {
      adapter: this.memory,
      jwks: { keys: this.keys },
      clients: [{ ...clientOf(kind, waymark), ...kind.client(waymark) }],
      scopes: kind.scopes,
      claims: { ...kind.claims, sid: null },
      routes: kind.routes,
      // Two issuers of one host share its cookies: each names its own.
      cookies: { keys: this.cookieKeys, names: { session: this.cookieName(), interaction: `${name}_asked`, resume: `${name}_on` } },
      interactions: { url: (_context, interaction) => `/sign-in/${interaction.uid}` },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false }, backchannelLogout: { enabled: name === 'staff' } },
      pkce: { required: () => false },
      responseTypes: ['code'],
      enabledJWA: { idTokenSigningAlgValues: [kind.alg], ...kind.signsItself },
      renderError: (context, out) => {
        context.type = 'html'
        context.body = errorPage(kind.title, out)
      },
      ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 3600, IdToken: 300, Interaction: 3600, Session: 43200 },
      findAccount: (_context, sub, token) => this.account(sub, token),
      // The library refuses to speak to this machine, which is where everything of the demo is.
      fetch: (url, options) =>
        HERE.test(url) ? globalThis.fetch(url, { ...options, dispatcher: undefined }) : Promise.reject(new Error(url)),
      ...kind.more,
    }
  }

  cookieName() {
    return `${this.name}_session`
  }

  person(sub) {
    return this.people.find((one) => one.sub === sub)
  }

  account(sub, token) {
    const person = this.person(sub)
    const level = this.signedIn.get(token?.grantId) ?? { level: '', said: '' }
    return person && { accountId: sub, claims: () => ({ sub, ...this.kind.claimsOf(person, level, this.address) }) }
  }

  /** Whether a path is asked for by a service, past the browser. */
  isForServers(path) {
    const { authorization, ...others } = this.kind.routes
    return path !== authorization && (Object.values(others).includes(path) || path.startsWith('/.well-known/'))
  }

  /** Away: nobody is answered. Deaf: people see its pages, but no service is answered. */
  isAwayFor(path) {
    return this.weather === 'away' || (this.weather === 'deaf' && this.isForServers(path))
  }

  delayOf(path) {
    return this.weather === 'slow' && this.isForServers(path) ? 9000 : 0
  }
}

function clientOf(kind, waymark) {
  return {
    client_id: waymark.client,
    redirect_uris: [waymark.back],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: kind.alg,
  }
}

/** Everybody is asked each time who they are: nobody stays signed in at the provider, so each sign-in has its own `sid`. */
function forgetOldSession(request, name) {
  const cookies = (request.headers.cookie ?? '').split('; ')
  request.headers.cookie = cookies.filter((cookie) => !cookie.startsWith(name)).join('; ')
}
