import type { PlanVersionRow } from '../../shared/api-types'
import { useNews } from '../../shared/use-news'
import { useResource } from '../../shared/use-resource'
import { Await, Card, LinkButton, Page, When } from '../../shared/ui'
import { sectionWords } from '../sections'
import { readVersions } from './api'
import { words } from './version-words'
import './versions.scss'

/** Every save there ever was: when, who, with whom, and what. */
export function VersionsPage() {
  const versions = useResource(readVersions)
  useNews(() => void versions.reload())
  return (
    <Page title={words.listTitle} windowTitle={words.listWindow} back={{ href: '/my-plan', words: words.backToPlan }}>
      <Await of={versions} what={words.what}>{(rows) => (rows.length === 0 ? <Empty /> : <Rows rows={rows} />)}</Await>
    </Page>
  )
}

function Empty() {
  return (
    <>
      <p>{words.empty}</p>
      <LinkButton href="/my-plan">{words.begin}</LinkButton>
    </>
  )
}

function Rows({ rows }: { rows: readonly PlanVersionRow[] }) {
  return (
    <>
      <p>{words.neverLost}</p>
      <p>{words.photosApart}</p>
      {rows.map((row, index) => <Row key={row.version} row={row} isNow={index === 0} />)}
    </>
  )
}

function Row({ row: { version, at, by, with_name: withName, headings, from_version: from }, isNow }: { row: PlanVersionRow; isNow: boolean }) {
  return (
    <Card heading={words.version(version)} href={`/my-plan/versions/${version}`}>
      <p class="wm-version-facts">{words.savedOn} <When at={at} />{words.by(by, withName)}{isNow && ` ${words.isNow}`}</p>
      {from !== null && <p class="wm-version-facts">{words.from(from)}</p>}
      <p class="wm-version-facts">{words.changed}</p>
      <ul class="nhsuk-list nhsuk-list--bullet wm-version-headings">{headings.map((heading) => <li key={heading}>{sectionWords[heading].title}</li>)}</ul>
    </Card>
  )
}
