import { useRoute } from 'preact-iso'
import { useState } from 'preact/hooks'
import { ApiError } from '../../shared/api'
import type { PlanAtVersion, PlanVersionRow, SafetyPlan } from '../../shared/api-types'
import { sayWhen } from '../../shared/times'
import { Await, Details, Page, Select, When } from '../../shared/ui'
import { useResource, type Resource } from '../../shared/use-resource'
import { ItemList } from '../ItemList'
import { useMyPlan } from '../use-my-plan'
import { readVersion, readVersions } from './api'
import { BringBack } from './BringBack'
import { compareSections } from './differences'
import { Compared } from './Compared'
import { words } from './version-words'
import './versions.scss'

/** One earlier version: how it differs from now or from another one, and bringing it back. */
export function VersionPage() {
  const number = useRoute().params.version ?? ''
  const version = useResource(() => readVersion(Number(number)), number)
  const plan = useMyPlan()
  const rows = useResource(readVersions)
  const isGone = version.error instanceof ApiError && [404, 422].includes(version.error.status)
  return (
    <Page title={words.oneTitle(number)} back={{ href: '/my-plan/versions', words: words.backToList }}>
      {isGone
        ? <><p>{words.gone}</p><p><a href="/my-plan/versions">{words.seeAll}</a></p></>
        : (
            <Await of={version} what={words.whatOne}>
              {(value) => <Await of={plan} what={words.whatOne}>{(now) => <One key={value.version} version={value} plan={plan} now={now} rows={rows} />}</Await>}
            </Await>
          )}
    </Page>
  )
}

type OneProps = { version: PlanAtVersion; plan: Resource<SafetyPlan>; now: SafetyPlan; rows: Resource<PlanVersionRow[]> }

function One({ version, plan, now, rows }: OneProps) {
  const [with_, setWith] = useState('')
  const others = (rows.value ?? []).filter((row) => row.version !== version.version)
  const options = [{ value: '', label: words.now }, ...others.map((row) => ({ value: String(row.version), label: words.versionAt(row.version, sayWhen(row.at)) }))]
  return (
    <>
      <p class="wm-version-facts">{words.savedOn} <When at={version.at} />{words.by(version.by, version.with_name)}</p>
      <p>{words.neverLost}</p>
      <Select name="with" label={words.compareWith} value={with_} onChange={setWith} options={options} />
      {with_ === ''
        ? <BringBack version={version} plan={plan} now={now} onSaved={() => void rows.reload()} />
        : <WithAnother key={with_} version={version} other={Number(with_)} />}
      <Details summary={words.whole}><Whole version={version} /></Details>
    </>
  )
}

/** The earlier of two versions stands first. */
function WithAnother({ version, other }: { version: PlanAtVersion; other: number }) {
  const compared = useResource(() => readVersion(other), String(other))
  return (
    <Await of={compared} what={words.whatOther}>
      {(value) => {
        const [first, second] = value.version < version.version ? [value, version] : [version, value]
        return (
          <Compared
            one={words.inVersion(first.version)}
            other={words.inVersion(second.version)}
            differing={compareSections(first.sections, second.sections)}
            sections={first.sections}
          />
        )
      }}
    </Await>
  )
}

function Whole({ version }: { version: PlanAtVersion }) {
  const written = version.sections.filter(({ items }) => items.length > 0)
  if (written.length === 0) return <p>{words.unwritten}</p>
  return (
    <>
      {written.map(({ heading, title, items }) => (
        <section key={heading}>
          <h3 class="nhsuk-heading-s">{title}</h3>
          <ItemList heading={heading} items={items} level={4} />
        </section>
      ))}
    </>
  )
}
