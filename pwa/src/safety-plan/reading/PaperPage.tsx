import { useState } from 'preact/hooks'
import type { SafetyPlan } from '../../shared/api-types'
import { saveFile } from '../../shared/save-file'
import { Await, Banner, Button, Failed, LinkButton, Page } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { useMyPlan } from '../use-my-plan'
import { readPaper, type Paper } from './api'
import { words } from './paper-words'
import { PlanOnPaper } from './PlanOnPaper'

/** The plan on paper: a sheet, a card, the printer; and what to think of when it lies about. */
export function PaperPage() {
  const plan = useMyPlan()
  return (
    <Page title={words.title} back={{ href: '/my-plan', words: words.back }}>
      <p>{words.intro}</p>
      <Await of={plan} what={words.what}>{(value) => (value.sections.every(({ items }) => items.length === 0) ? <NothingYet /> : <OnPaper plan={value} />)}</Await>
    </Page>
  )
}

function NothingYet() {
  return (
    <>
      <p>{words.nothingYet}</p>
      <LinkButton href="/my-plan">{words.begin}</LinkButton>
    </>
  )
}

function OnPaper({ plan }: { plan: SafetyPlan }) {
  return (
    <>
      <PlanOnPaper plan={plan} />
      <section>
        <h2 class="nhsuk-heading-m">{words.whereHeading}</h2>
        <ul class="nhsuk-list nhsuk-list--bullet">{words.where.map((line) => <li key={line}>{line}</li>)}</ul>
      </section>
      <section>
        <h2 class="nhsuk-heading-m">{words.sheetHeading}</h2>
        <p>{words.sheet}</p>
        <SaveAsPdf plan={plan} paper="sheet" />
        <p>{words.printHint}</p>
        <Button kind="secondary" onClick={() => window.print()}>{words.print}</Button>
      </section>
      <section>
        <h2 class="nhsuk-heading-m">{words.cardHeading}</h2>
        <p>{words.card}</p>
        <SaveAsPdf plan={plan} paper="card" />
      </section>
    </>
  )
}

/** The file's name says nothing about anybody. */
function SaveAsPdf({ plan, paper }: { plan: SafetyPlan; paper: Paper }) {
  const sending = useSending()
  const [isSaved, setIsSaved] = useState(false)
  const save = () => {
    setIsSaved(false)
    void sending.send(async () => saveFile(await readPaper(plan.record_id, paper), words.file[paper])).then(setIsSaved)
  }
  return (
    <>
      {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={words.failedSafe} />}
      {isSaved && <Banner kind="good"><p>{words.saved}</p></Banner>}
      <Button onClick={save} isBusy={sending.isSending} busyWords={words.saving}>{words.save[paper]}</Button>
    </>
  )
}
