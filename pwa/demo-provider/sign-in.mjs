// The page of an issuer on which somebody says who they are, or that they do not want to.
import { page, signInPage } from './pages.mjs'
import { formOf, send } from './requests.mjs'

export async function answerSignIn(issuer, request, response) {
  const { provider } = issuer
  let asked
  try {
    asked = await provider.interactionDetails(request, response)
  } catch {
    return send(response, 400, page('This sign-in has ended', '<p>Go back to Waymark and begin again.</p>'))
  }
  if (request.method !== 'POST') return send(response, 200, signInPage(issuer, asked.params))
  return provider.interactionFinished(request, response, await outcomeOf(issuer, asked, await formOf(request)))
}

async function outcomeOf(issuer, asked, form) {
  const refusal = issuer.kind.refusals[form.get('choice')]
  if (refusal) return refusal
  const person = issuer.person(form.get('sub'))
  const level = issuer.kind.level(form.get('level') || issuer.kind.levelOf(person), asked.params)
  const grantId = await agreed(issuer, person.sub, asked.params)
  issuer.signedIn.set(grantId, level)
  return { login: { accountId: person.sub, acr: level.said }, consent: { grantId } }
}

/** They agree to everything that was asked for. */
async function agreed({ provider }, accountId, params) {
  const grant = new provider.Grant({ accountId, clientId: params.client_id })
  grant.addOIDCScope(params.scope)
  return grant.save()
}
