// Plain pages: choose who you are. Nothing here is Waymark's own, and it does not look as if it were.
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (words) => String(words).replace(/[&<>"']/g, (one) => escapes[one])

const STYLE = `body{font:18px/1.5 sans-serif;max-width:40rem;margin:1rem auto;padding:0 1rem}
button{font:inherit;padding:.5rem 1rem;margin:.25rem .5rem .25rem 0}fieldset{margin:1rem 0}label{display:block;padding:.35rem 0}`

export function page(title, body) {
  return `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style><main><h1>${escaped(title)}</h1>${body}</main></html>`
}

/** What the library says is wrong. */
export const errorPage = (title, out) =>
  page(title, `<p>Something is wrong with this request.</p>${Object.values(out).map((words) => `<p>${escaped(words)}</p>`).join('')}`)

const radio = (name, value, words, isFirst) =>
  `<label><input type="radio" name="${name}" value="${escaped(value)}"${isFirst ? ' checked' : ''}> ${escaped(words)}</label>`

const button = (words, value = words) => `<button name="choice" value="${escaped(value)}">${escaped(words)}</button>`

/** Choose who you are, and at which level. */
export function signInPage({ kind, people }, params) {
  const named = people.map((one, place) => radio('sub', one.sub, one.who ? `${one.name}: ${one.who}` : one.name, place === 0))
  const levels = kind.levels.map((level) => radio('level', level, level))
  return page(
    `${kind.title} (a stand-in)`,
    `<p>This stands in for ${escaped(kind.title)} on this machine. Waymark asks for: ${escaped(kind.asksFor(params))}.</p>
<form method="post"><fieldset><legend>Who are you?</legend>${named.join('')}</fieldset>
<fieldset><legend>At which level?</legend>${radio('level', '', 'what this person has', true)}${levels.join('')}</fieldset>
${button('Continue')}${Object.keys(kind.refusals).map((words) => button(words)).join('')}</form>`,
  )
}

const form = (action, inside) => `<form method="post" action="/staff/${action}">${inside}</form>`
const hidden = (name, value) => `<input type="hidden" name="${name}" value="${escaped(value)}">`

/** Roles, sessions, keys and weather: what happens at a provider while nobody looks. */
export function controlPage(issuers, roles) {
  return page('Behind the stand-ins', issuers.map((issuer) => partOf(issuer, roles)).join(''))
}

function partOf(issuer, roles) {
  const own = hidden('issuer', issuer.name)
  const weathers = { well: 'Be well', slow: 'Be slow', away: 'Be away', deaf: 'Be away for services only' }
  const switches = Object.entries(weathers).map(([value, words]) => `<button name="weather" value="${value}">${words}</button>`)
  const staff = issuer.name === 'staff' ? issuer.people.map((one) => rolesOf(own, one, roles)) : []
  return `<h2>${escaped(issuer.kind.title)}: ${issuer.weather}</h2>${form('weather', own + switches.join(''))}
${form('keys', `${own}<button>Roll over the keys</button>`)}${staff.join('')}`
}

function rolesOf(own, person, roles) {
  const boxes = Object.keys(roles).map(
    (name) => `<label><input type="checkbox" name="role" value="${name}"${person.roles.includes(name) ? ' checked' : ''}> ${name}</label>`,
  )
  const who = own + hidden('sub', person.sub)
  return `<h3>${escaped(person.name)}</h3>${form('roles', `${who}${boxes.join('')}<button>Keep these roles</button>`)}
${form('logout', `${who}<button>Sign ${escaped(person.name)} out everywhere</button>`)}`
}
