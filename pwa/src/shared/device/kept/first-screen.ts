/**
 * The first screen of the walk through the kept plan, as the app draws it: it stands there from the first picture on, and the app
 * takes its place when it is ready. A test holds the two together.
 */
import type { PlanItem } from '../../api-types'
import { canRing, screensOf, type Part } from '../../plan-to-read/screens'
import { walk } from '../../plan-to-read/walk-words'
import { sayExactly } from '../../times'
import { digits, escape, when } from './html'
import type { Ready } from './ready-page'

const primary = 'nhsuk-button'
const secondary = 'nhsuk-button nhsuk-button--secondary-solid'

/** Empty where the plan has nothing to walk through, or begins with photos: their page, and its styles, come with the app. */
export function firstScreen({ plan, asOf }: Ready): string {
  const [screen] = screensOf(plan)
  if (screen === undefined || screen.photos.length > 0) return ''
  const buttons = `${button(walk.next, canRing(screen) ? secondary : primary)}${when(screen.canHelp, button(walk.thisHelped, secondary))}`
  return `<div class="wm-use__top"><a href="/my-plan/now">${walk.backToPlan}</a></div>`
    + `<div class="wm-page"><h1 class="nhsuk-heading-l wm-page__heading" tabindex="-1">${escape(screen.title)}</h1><div class="wm-use">`
    // The day itself and no "today": it may be read on any day.
    + `<p class="wm-use__note">${walk.nothingSent} ${walk.asOf(sayExactly(asOf))}</p><p class="wm-use__lead">${screen.lead}</p>`
    + `${screen.parts.map(partOf).join('')}<div class="wm-button-group">${buttons}</div>`
    + `<div class="wm-use__talk">${button(walk.talk, secondary)}</div></div></div>`
}

const button = (said: string, classes: string) => `<button type="button" class="${classes} wm-button--large">${said}</button>`

function partOf({ title, items }: Part): string {
  const heading = title === null ? '' : `<h2 class="nhsuk-heading-m wm-use__part">${title}</h2>`
  return `${heading}<ul class="wm-use__items">${items.map((item) => `<li class="wm-use__item">${itemOf(item)}</li>`).join('')}</ul>`
}

function itemOf(item: PlanItem): string {
  const note = when(item.note !== '', `<p class="wm-use__note">${escape(item.note)}</p>`)
  const helped = when(item.has_helped, `<p class="wm-use__note">${walk.helpedBefore}</p>`)
  return `<p class="wm-use__words">${escape(item.words)}</p>${note}${helped}${waysTo(item)}`
}

function waysTo({ words: name, phone, may_text: mayText }: PlanItem): string {
  if (phone === null) return ''
  const ring = link(`tel:${digits(phone)}`, primary, walk.ringName(name), walk.ring)
  const text = when(mayText, link(`sms:${digits(phone)}`, secondary, walk.textName(name), walk.text))
  return `<div class="wm-use__ways">${ring}${text}<span class="wm-use__number">${escape(phone)}</span></div>`
}

const link = (href: string, classes: string, label: string, said: string) => (
  `<a class="${classes}" href="${href}" draggable="false" aria-label="${escape(label)}">${said}</a>`
)
