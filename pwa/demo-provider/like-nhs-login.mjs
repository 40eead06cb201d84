// An issuer as NHS login is one: as far as its public pages tell. It refuses what NHS login does not know.
import { claimsOfPerson, LEVELS } from './people.mjs'

const UNKNOWN = ['max_age', 'ui_locales', 'login_hint', 'id_token_hint']
const VTR = '["P9.Cp.Cd","P9.Cp.Ck","P9.Cm"]'

export const likeNhsLogin = {
  alg: 'RS512',
  title: 'NHS login',
  routes: { authorization: '/authorize', token: '/token', userinfo: '/userinfo', jwks: '/.well-known/jwks.json' },
  scopes: ['openid', 'profile', 'profile_extended', 'email', 'phone'],
  claims: {
    openid: ['sub', 'vot', 'vtm', 'auth_time', 'identity_proofing_level'],
    profile: ['nhs_number', 'family_name', 'birthdate', 'identity_proofing_level'],
    profile_extended: ['given_name'],
    email: ['email', 'email_verified'],
    phone: ['phone_number', 'phone_number_verified'],
  },
  more: { extraParams: ['vtr'], clientAuthMethods: ['private_key_jwt'] },
  signsItself: { clientAuthSigningAlgValues: ['RS512'] },
  client: (waymark) => ({
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'RS512',
    jwks_uri: waymark.keys,
  }),

  /** What is wrong with a request to sign in, in NHS login's sense. */
  faultOf(query) {
    if (!query.get('state') || !query.get('nonce')) return 'state and nonce are mandatory'
    const unknown = UNKNOWN.find((name) => query.has(name))
    if (unknown) return `${unknown} is not supported`
    return levelsIn(query.get('vtr')).length === 0 ? 'vtr names no level' : ''
  },

  /** The level that somebody signs in at, and its name among those that were asked for. */
  level(chosen, params) {
    const asked = vectorsIn(params.vtr)
    return { level: chosen, said: asked.find((vector) => vector.startsWith(chosen)) ?? `${chosen}.Cp.Cd` }
  },

  levels: LEVELS,
  asksFor: (params) => levelsIn(params.vtr).join(', '),
  levelOf: (person) => person.level,
  claimsOf: (person, { level, said }, issuer) => ({ ...claimsOfPerson(person, level), vot: said, vtm: `${issuer}/trustmark` }),
  refusals: {
    'I do not agree to share': { error: 'access_denied', error_description: 'ConsentNotGiven' },
    Cancel: { error: 'access_denied', error_description: 'Cancelled' },
  },
}

function vectorsIn(vtr) {
  try {
    const asked = JSON.parse(vtr ?? VTR)
    return Array.isArray(asked) ? asked.filter((vector) => typeof vector === 'string') : []
  } catch {
    return []
  }
}

function levelsIn(vtr) {
  return LEVELS.filter((level) => vectorsIn(vtr).some((vector) => vector.startsWith(`${level}.`)))
}
