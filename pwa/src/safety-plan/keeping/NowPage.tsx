import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { keptMark, openKept, type Opened } from '../../shared/device/kept'
import { isFirstScreenUp, showApp } from '../../shared/first-screen'
import { me } from '../../shared/session'
import { Await, CareCard, CrisisContacts, LinkButton, Page } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { KeptView } from './KeptView'
import { Unlock } from './Unlock'
import { words } from './words'
import './styles.scss'

/** The copy on this phone, for anybody who holds it. Where it opens at once, the service worker has answered already. */
export function NowPage() {
  const mark = keptMark.value
  // Removed on another page while this one shows it: it goes from here too.
  const opened = useResource(openKept, `${mark?.phoneId ?? ''} ${mark?.how ?? ''}`)
  const isHere = opened.value !== null || opened.error !== null
  useLayoutEffect(() => {
    if (isHere) showApp()
  }, [isHere])
  if (!isHere && isFirstScreenUp()) return <></>
  if (opened.value === null) return <Page title={words.nowTitle}><Await of={opened} what={words.nowWhat}>{() => null}</Await></Page>
  return <Shown opened={opened.value} onOpened={opened.set} />
}

function Shown({ opened, onOpened }: { opened: Opened; onOpened: (opened: Opened) => void }) {
  if (opened.state === 'none') return <NotHere title={words.noneTitle} body={words.noneBody} />
  if (opened.state === 'lost') return <NotHere title={words.lostTitle} body={words.lostNow} />
  return (
    <Around title={words.nowTitle}>
      {opened.state === 'open' ? <KeptView kept={opened.kept} /> : <Unlock {...opened} onOpened={onOpened} />}
      {opened.state === 'open' && me.value !== null && <p><a href="/my-plan/phone">{words.changeHow}</a></p>}
    </Around>
  )
}

/** Nothing kept, or kept once and cleared away: what happened, what is safe, what to do. */
function NotHere({ title, body }: { title: string; body: string }) {
  const isHers = me.value?.is_person === true
  return (
    <Around title={title}>
      <p>{body}</p>
      {isHers && <LinkButton href="/my-plan">{words.toPlan}</LinkButton>}
      {isHers && <p><a href="/my-plan/phone">{words.keepHere}</a></p>}
      {!isHers && me.value === null && <LinkButton href="/">{words.signIn}</LinkButton>}
    </Around>
  )
}

/** Whoever cannot open it, or does not want to read now, can talk to somebody all the same. */
function Around({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <Page title={title} windowTitle={words.nowTitle}>
      {children}
      <CareCard kind="urgent" heading={words.urgentHeading}><CrisisContacts /></CareCard>
    </Page>
  )
}
