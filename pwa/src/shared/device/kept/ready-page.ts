/**
 * The plan as a page that is ready: it needs no script, no database and no network. Everything that comes from somebody's hand is
 * escaped, and the page's own policy lets nothing run but our few lines, known by their hash.
 */
import type { Id, PlanItem, PlanPhoto, PlanSection } from '../../api-types'
import type { CrisisLine } from '../../crisis-contacts'
import { sayHours } from '../../opening'
import { byGroup, writtenSections } from '../../plan-to-read/rules'
import { words as planWords } from '../../plan-to-read/words'
import { sayExactly } from '../../times'
import { digits, escape, when } from './html'
import { photoPath } from './names'
import { readyScript } from './ready-script'
import { readyStyle } from './ready-style'
import { words } from './ready-words'
import type { KeptPlan } from './types'

export type Ready = Pick<KeptPlan, 'plan' | 'teamPhone' | 'asOf'>

/** The element that holds the whole copy once more, for the app to read when its database is gone. */
export const dataId = 'kept'

/** @param photos ids of those that lie beside the page */
export function readyPage(ready: Ready, contacts: readonly CrisisLine[], photos: ReadonlySet<Id>): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${words.appName}</title>
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style>${readyStyle}</style>
<script>${readyScript}</script>
</head>
<body>
<header><a class="name" href="/">${words.appName}</a> <span><a href="#urgent">${words.urgent}</a> <a class="leave" href="https://www.bbc.co.uk/weather" rel="noreferrer" aria-label="${words.leaveLabel}">${words.leave}</a></span></header>
<main>
<h1>${words.title}</h1>
<p class="soft" id="as-of" data-at="${escape(ready.asOf)}">${words.asOf(sayExactly(ready.asOf))}</p>
<p class="note" id="old" hidden>${words.old}</p>
<p class="ways"><a class="button" href="/my-plan/use">${words.use}</a> <button type="button" id="read" data-stop="${words.stopReading}" hidden>${words.readAloud}</button></p>
<div id="plan">
${sectionsOf(ready, photos)}
</div>
${urgent(ready, contacts)}
<h2>${words.more}</h2>
<ul class="links"><li><a href="/ask">${words.askMore}</a></li><li><a href="/">${words.openApp}</a></li></ul>
<p class="soft">${words.onThisPhone}</p>
</main>
<script type="application/json" id="${dataId}">${dataOf(ready)}</script>
</body>
</html>
`
}

/** The policy for exactly this page. */
export async function readyPolicy(): Promise<string> {
  const [style, script] = await Promise.all([hashOf(readyStyle), hashOf(readyScript)])
  return [
    "default-src 'none'",
    `script-src '${script}'`,
    `style-src '${style}'`,
    "img-src 'self'",
    "manifest-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What {@link readyPage} holds for the app; null where it is another page. */
export function dataIn(html: string): Ready | null {
  const found = new RegExp(`<script type="application/json" id="${dataId}">(.*?)</script>`, 's').exec(html)?.[1]
  return found === undefined ? null : (JSON.parse(found) as Ready)
}

function sectionsOf({ plan }: Ready, kept: ReadonlySet<Id>): string {
  const photos = plan.photos.filter(({ id }) => kept.has(id))
  const written = writtenSections(plan.sections, photos)
  if (written.length === 0) return `<p>${words.nothing}</p>`
  return written.map((section) => sectionOf(section, section.heading === 'going' ? photos : [])).join('\n')
}

function sectionOf({ heading, title, items }: PlanSection, photos: readonly PlanPhoto[]): string {
  const groups = byGroup(items).map(({ group, items: some }) => (
    `${group === null ? '' : `<h3>${planWords.groups[group]}</h3>`}<ul>${some.map(itemOf).join('')}</ul>`
  ))
  return `<section aria-labelledby="${heading}"><h2 id="${heading}">${escape(title)}</h2>${groups.join('')}${photos.map(photoOf).join('')}</section>`
}

function itemOf({ words: said, phone, may_text: mayText, note, has_helped: hasHelped }: PlanItem): string {
  const ways = phone === null ? '' : `<p class="calls">${ringLink(phone)}${when(mayText, ` <a class="call" href="sms:${digits(phone)}">${escape(words.text(phone))}</a>`)}</p>`
  return `<li><p class="said">${escape(said)}</p>${ways}${when(note !== '', `<p class="said soft">${escape(note)}</p>`)}${when(hasHelped, `<p class="soft">${words.helped}</p>`)}</li>`
}

function photoOf({ id, words: said, width, height }: PlanPhoto): string {
  const alt = said === '' ? words.photo : ''
  const caption = said === '' ? '' : `<figcaption class="said">${escape(said)}</figcaption>`
  return `<figure><img src="${photoPath(escape(id))}" alt="${alt}" width="${width}" height="${height}" loading="lazy">${caption}</figure>`
}

function urgent({ teamPhone }: Ready, contacts: readonly CrisisLine[]): string {
  const team = teamPhone === null ? '' : `<li><p><strong>${words.team}: ${escape(teamPhone.name)}</strong></p><p class="calls">${ringLink(teamPhone.phone)}</p></li>`
  const lines = contacts.map((line) => `<li>${lineOf(line)}</li>`)
  return `<section class="urgent" aria-labelledby="urgent"><h2 id="urgent">${words.urgent}</h2><p>${words.urgentIntro}</p><ul>${lines.join('')}${team}</ul></section>`
}

// The hours of the week, not whether it is open now: the page may be read on any day.
function lineOf(line: CrisisLine): string {
  const { name, explains, for_whom: forWhom, call, text, text_word: word, language } = line
  const facts = [forWhom, explains, ...sayHours(line)].flatMap((fact) => (fact === null ? [] : [`<p class="fact">${escape(fact)}</p>`]))
  const ways = `${call === null ? '' : ringLink(call)}${text === null ? '' : ` ${textLink(text, word)}`}`
  return `<p${language === null ? '' : ` lang="${escape(language)}"`}><strong>${escape(name)}</strong></p>${facts.join('')}<p class="calls">${ways}</p>`
}

const ringLink = (number: string) => `<a class="call" href="tel:${digits(number)}">${escape(words.ring(number))}</a>`

function textLink(number: string, word: string | null): string {
  const body = word === null ? '' : `?&amp;body=${encodeURIComponent(word)}`
  return `<a class="call" href="sms:${digits(number)}${body}">${escape(word === null ? words.text(number) : words.textWord(word, number))}</a>`
}

// A "<" written as its code ends no script element, whatever she wrote.
function dataOf(ready: Ready): string {
  const { plan, teamPhone, asOf } = ready
  return JSON.stringify({ plan, teamPhone, asOf } satisfies Ready).replaceAll('<', '\\u003c')
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}
