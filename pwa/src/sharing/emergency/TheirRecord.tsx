import { useEffect, useRef } from 'preact/hooks'
import type { Id, SafetyPlan } from '../../shared/api-types'
import { PlanToRead } from '../../shared/plan-to-read/PlanToRead'
import { writtenSections } from '../../shared/plan-to-read/rules'
import { Await, PhoneLink, Quote, When } from '../../shared/ui'
import { useNews } from '../../shared/use-news'
import { useResource } from '../../shared/use-resource'
import { readAbout, readPlan, readRequests, type AboutThem, type TheirRequest } from './api'
import { words } from './words'

/** Their own words first, whom to ring, their plan, their requests. What is not there and what is hidden look the same. */
export function TheirRecord({ recordId, every }: { recordId: Id; every: number }) {
  const about = useResource(() => readAbout(recordId), recordId)
  const plan = useResource(async () => ({ plan: await readPlan(recordId) }), recordId)
  const requests = useResource(() => readRequests(recordId), recordId)
  const reloads = useRef<(() => Promise<void>)[]>([])
  reloads.current = [about.reload, plan.reload, requests.reload]
  useNews(() => reloads.current.forEach((reload) => void reload()))
  useEffect(() => {
    const timer = setInterval(() => reloads.current.forEach((reload) => void reload()), every)
    return () => clearInterval(timer)
  }, [every])
  return (
    <>
      <Await of={about} what={words.aboutWhat}>{(value) => <About about={value} />}</Await>
      <h2 class="nhsuk-heading-m">{words.plan}</h2>
      <Await of={plan} what={words.planWhat}>{(value) => <Plan recordId={recordId} {...value} />}</Await>
      <h2 class="nhsuk-heading-m">{words.requests}</h2>
      <Await of={requests} what={words.requestsWhat}>{(value) => <Requests requests={value} />}</Await>
    </>
  )
}

/** What they share of it with their team or with anybody; never what they keep to themselves. */
function Plan({ recordId, plan }: { recordId: Id; plan: SafetyPlan | null }) {
  if (plan === null || writtenSections(plan.sections, plan.photos).length === 0) return <p>{words.nothing}</p>
  const { person_name: name, sections, photos, as_of: at } = plan
  return (
    <>
      <p>{words.planAsOf} <When at={at} />.</p>
      <PlanToRead recordId={recordId} name={name} sections={sections} photos={photos} level={3} />
    </>
  )
}

function About({ about: { sections, contacts } }: { about: AboutThem }) {
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.contacts}</h2>
      {contacts.length === 0 && <p>{words.nothing}</p>}
      <ul class="nhsuk-list">
        {contacts.map(({ id, name, relation, phone, note }) => (
          <li key={id}>{name}{relation !== '' && `, ${relation}`} {phone !== null && <PhoneLink number={phone} />} {note}</li>
        ))}
      </ul>
      <h2 class="nhsuk-heading-m">{words.aboutMe}</h2>
      {sections.length === 0 && <p>{words.nothing}</p>}
      {sections.map(({ heading, title, words: said }) => (
        <section key={heading}><h3 class="nhsuk-heading-s">{title}</h3><Quote words={said} /></section>
      ))}
    </>
  )
}

function Requests({ requests }: { requests: readonly TheirRequest[] }) {
  if (requests.length === 0) return <p>{words.nothing}</p>
  return (
    <ul class="wm-looks">
      {requests.map((one) => (
        <li key={one.id} class="wm-looks__item">
          <p class="wm-looks__facts">{words.asked} <When at={one.asked_at} />. {standOf(one)}</p>
          {one.words === '' ? <p>{words.wroteNothing}</p> : <Quote words={one.words} />}
          {one.promise !== null && <p>{words.promised(one.promise.by)} <When at={one.promise.by_at} />.</p>}
        </li>
      ))}
    </ul>
  )
}

function standOf({ closed_at, nobody_has_answered }: TheirRequest): string {
  if (closed_at !== null) return words.closed
  return nobody_has_answered ? words.unanswered : words.openRequest
}
