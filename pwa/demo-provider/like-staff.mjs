// An issuer as a trust has one for its staff, with the claims of CIS2.
import { claimsOfStaff } from './people.mjs'

const LEVELS = ['AAL3', 'AAL2', 'AAL1']

export const likeStaff = {
  alg: 'RS256',
  title: 'Trust sign-in',
  routes: { authorization: '/authorize', token: '/token', userinfo: '/userinfo', jwks: '/jwks' },
  scopes: ['openid', 'profile', 'email', 'nhsperson', 'nationalrbacaccess', 'selectedrole'],
  claims: {
    openid: ['sub', 'acr', 'auth_time'],
    profile: ['name'],
    nhsperson: ['nhsid_useruid', 'display_name', 'idassurancelevel'],
    nationalrbacaccess: ['nhsid_nrbac_roles'],
    selectedrole: ['selected_roleid'],
  },
  more: { acrValues: LEVELS, clientAuthMethods: ['client_secret_basic', 'client_secret_post'] },
  client: (waymark) => ({
    token_endpoint_auth_method: 'client_secret_basic',
    client_secret: waymark.secret,
    backchannel_logout_uri: waymark.logout,
    backchannel_logout_session_required: true,
  }),
  faultOf: () => '',
  level: (chosen) => ({ level: chosen, said: chosen }),
  levels: LEVELS,
  asksFor: (params) => params.acr_values ?? 'any',
  levelOf: () => 'AAL2',
  claimsOf: (person) => claimsOfStaff(person),
  refusals: { Cancel: { error: 'access_denied', error_description: 'Cancelled' } },
}
