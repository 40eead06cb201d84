import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { ApiError } from '../../shared/api'
import type { TrustedPerson } from '../../shared/api-types'
import { useUnsavedWork } from '../../shared/unsaved'
import { useNow } from '../../shared/use-now'
import { useSending } from '../../shared/use-sending'
import { Button, ErrorSummary, Form, LinkButton, Page, type FormError } from '../../shared/ui'
import { askedIn, AsksFields } from '../AsksFields'
import { allSections, SectionPicker } from '../SectionPicker'
import { choiceIn, gapsIn, wantedIn } from '../terms'
import { errorsFor, TermsFields } from '../TermsFields'
import { errorsOf } from '../trouble'
import { changeSections } from './api'
import { OfPerson, type Found } from './OfPerson'
import { words } from './one-words'
import { WhatTheySee } from './Sharing'
import '../styles.scss'

/** Narrowing, widening, other dates, other words: all of it on one page, and saved in one act. */
export function ChangePage() {
  const id = useRoute().params.id ?? ''
  const [saved, setSaved] = useState<TrustedPerson | null>(null)
  return (
    <OfPerson id={id} title={words.person}>
      {(found) => (saved === null ? <Change {...found} onSaved={setSaved} /> : <Saved person={saved} />)}
    </OfPerson>
  )
}

function Change({ person, sharing, onStale, onSaved }: Found & { onSaved: (person: TrustedPerson) => void }) {
  const { id, name, please_do, please_dont } = person
  const [choice, setChoice] = useState(() => choiceIn(person.sections, Date.now()))
  const [asks, setAsks] = useState({ please_do: please_do ?? '', please_dont: please_dont ?? '' })
  const [gaps, setGaps] = useState<FormError[]>([])
  const [isTouched, setIsTouched] = useState(false)
  const { isSending, error, send, forget } = useSending()
  useUnsavedWork(isTouched)
  const save = () => {
    const found = errorsFor(gapsIn(choice, Date.now()))
    setGaps(found)
    if (found.length > 0) { forget(); return; }
    const agreed = {
      ...askedIn(asks),
      review_at: null,
      sections: wantedIn(choice, Date.now()),
      wording: sharing.wording,
    }
    void send(async () => {
      onSaved(await changeSections(id, agreed).catch((refusal: unknown) => {
        if (refusal instanceof ApiError && refusal.code === 'sharing.other_wording') onStale()
        throw refusal
      }))
    })
  }
  const touch = <T,>(put: (value: T) => void) => (value: T) => {
    setIsTouched(true)
    put(value)
  }
  return (
    <Page key="change" title={words.changeTitle(name)} back={{ href: `/people/${id}`, words: name }}>
      <Form onSend={save}>
        <ErrorSummary errors={gaps.length > 0 ? gaps : errorsOf(error, 'please_do', 'please_dont')} />
        <SectionPicker name={name} sections={allSections} choice={choice} onChange={touch(setChoice)} />
        <TermsFields name={name} choice={choice} onChange={touch(setChoice)} errors={gaps} />
        <h2 class="nhsuk-heading-m">{words.asksHeading(name)}</h2>
        <AsksFields asks={asks} onChange={touch(setAsks)} />
        <Button type="submit" isBusy={isSending} busyWords={words.saving}>{words.save}</Button>
      </Form>
    </Page>
  )
}

function Saved({ person }: { person: TrustedPerson }) {
  const now = useNow()
  return (
    <Page key="saved" title={words.savedTitle} back={words.back}>
      <p>{words.savedSees} {words.notTold(person.name)}</p>
      <WhatTheySee person={person} now={now} stand="now" />
      <LinkButton href="/people">{words.toPeople}</LinkButton>
    </Page>
  )
}
