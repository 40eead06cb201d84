import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Me } from '../shared/api-types'
import { capabilities } from '../shared/capabilities'
import { words } from './words'

type Item = { href: string; words: string }

const home = { href: '/', words: words.nav.home }
const account = { href: '/account', words: words.nav.account }
const plan = { href: '/my-plan', words: words.nav.plan }
const goals = { href: '/goals', words: words.nav.goals }
const requests = { href: '/requests', words: words.nav.requests }
const people = { href: '/people', words: words.nav.people }
const caseload = { href: '/caseload', words: words.nav.caseload }
const support = { href: '/support', words: words.nav.support }
const waiting = { href: '/waiting', words: words.nav.waiting }
const help = { href: '/help-for-carers', words: words.nav.help }
const rota = { href: '/rota', words: words.nav.rota }
const team = { href: '/team', words: words.nav.team }

function itemsFor({ is_person, is_worker, is_trusted }: Me): Item[] {
  if (is_person && is_worker) return [home, plan, goals, people, requests, caseload, rota, team, account]
  if (!is_person && !is_worker) return [is_trusted ? support : waiting, help, account]
  return is_worker ? [requests, caseload, rota, team, account] : [home, plan, goals, people, account]
}

/** A bar below the thumb on a phone; for workers a side bar where there is room. */
export function NavBar({ me }: { me: Me }) {
  const { path } = useLocation()
  const [isInFlow] = useState(capabilities.hasLargeText)
  const items = itemsFor(me)
  const classes = ['wm-nav', me.is_worker && 'wm-nav--side', items.length > 5 && 'wm-nav--two-rows', isInFlow && 'wm-nav--in-flow']
  return (
    <nav class={classes.filter(Boolean).join(' ')} aria-label={words.navLabel}>
      <ul class="wm-nav__list">
        {items.map(({ href, words: label }) => (
          <li key={href} class="wm-nav__item">
            <a class="wm-nav__link" href={href} aria-current={isHere(href, path) ? 'page' : undefined}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function isHere(href: string, path: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}
