import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Desk, MyTeam, RotaDay, RotaWeek } from '../shared/api-types'
import { clockOf, dayAfter, dayOf } from '../shared/times'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { useRetryId } from '../shared/use-retry-id'
import { useSending } from '../shared/use-sending'
import { useUnsavedWork } from '../shared/unsaved'
import { Button, ButtonGroup, ErrorSummary, Failed, Form, InsetText, Loading, Page, Radios, Select, TextInput } from '../shared/ui'
import { putOverride, readWeek } from './api'
import { spanOn } from './gaps'
import { weekLink } from './links'
import { sayWhole } from './say'
import { useLast } from './use-last'
import { useTeam } from './use-team'
import { once as words } from './lead-words'
import { words as common } from './words'
import './styles.scss'

/** For leads: somebody is at a desk for once, beside whoever is there or instead of one of them. */
export function OverridePage() {
  const { team, isLead } = useTeam()
  return (
    <Page title={words.title} back={{ href: team === null ? '/rota' : weekLink(team.id), words: common.backToWeek }}>
      {team === null ? <p>{common.noTeam}</p> : isLead ? <Once team={team} /> : <p>{common.forLeadsOnly}</p>}
    </Page>
  )
}

type Fields = { desk: Desk; who: string; instead: string; on: string; from: string; until: string }

/** What the calendar has given along; office hours else. */
function start(query: Record<string, string | undefined>, today: string): Fields {
  const { from, until, on, desk, instead } = query
  return {
    desk: desk === 'shift' ? 'shift' : 'duty', who: '', instead: instead ?? '',
    on: from === undefined ? (on ?? today) : dayOf(from), from: from === undefined ? '09:00' : clockOf(from), until: until === undefined ? '17:00' : clockOf(until),
  }
}

function Once({ team }: { team: MyTeam }) {
  const { query, route } = useLocation()
  const now = useNow()
  const [fields, setFields] = useState(() => start(query, dayOf(now)))
  const [isTried, setIsTried] = useState(false)
  const sending = useSending()
  const retry = useRetryId()
  useUnsavedWork(fields.who !== '')
  const around = useResource(() => readWeek(team.id, dayAfter(fields.on === '' ? dayOf(now) : fields.on, -1), 3), fields.on)
  const week = useLast(around.value)
  const change = (some: Partial<Fields>) => setFields({ ...fields, ...some })
  const missing = missingIn(fields)
  const shown: Partial<Record<keyof Fields, string>> = isTried ? missing : {}
  if (week === null) return around.isLoading ? <Loading what={words.what} /> : <Failed what={`get ${words.what}`} error={around.error} onRetry={() => void around.reload()} />

  const span = spanIn(fields, query)
  const save = () => {
    setIsTried(true)
    if (Object.keys(missing).length > 0 || span === null) return
    const written = { desk: fields.desk, account_id: fields.who, instead_of: fields.instead === '' ? null : fields.instead, from_at: span.begins, until_at: span.ends }
    void sending.send(() => putOverride(team.id, retry.of(written), written)).then((isDone) => isDone && route(`${weekLink(team.id)}&done=saved`, true))
  }
  const nameOf = (id: string) => week.members.find(({ account_id: one }) => one === id)?.name ?? ''
  return (
    <Form onSend={save}>
      <ErrorSummary errors={Object.entries(shown).map(([field, said]) => ({ field: `once-${field}`, words: said }))} />
      {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={common.stillHere} />}
      <p>{words.intro}</p>
      <Radios
        name="once-desk" legend={words.desk} value={fields.desk} onChange={(desk) => change({ desk, instead: '' })}
        options={(['duty', 'shift'] as const).map((desk) => ({ value: desk, label: common.desks[desk] }))}
      />
      <TextInput name="once-on" type="date" label={words.day} min={dayOf(now)} value={fields.on} onInput={(on) => change({ on })} error={shown.on} />
      <TextInput name="once-from" type="time" width={10} label={words.from} value={fields.from} onInput={(from) => change({ from })} error={shown.from ?? sending.fieldError('from_at')} />
      <TextInput name="once-until" type="time" width={10} label={words.until} hint={words.untilHint} value={fields.until} onInput={(until) => change({ until })} error={shown.until ?? sending.fieldError('until_at')} />
      <Select
        name="once-who" label={words.who} value={fields.who} onChange={(who) => change({ who })} error={shown.who ?? sending.fieldError('account_id')}
        options={[{ value: '', label: words.choose }, ...week.members.map(({ account_id: value, name, is_away: isAway }) => ({ value, label: isAway ? words.isAway(name) : name }))]}
      />
      <Beside fields={fields} week={week} onChange={(instead) => change({ instead })} error={sending.fieldError('instead_of')} />
      {span !== null && fields.who !== '' && (
        <InsetText>
          {words.preview(nameOf(fields.who), common.atDesk[fields.desk], sayWhole(span, now))} {fields.instead !== '' && words.previewInstead(nameOf(fields.instead))}
        </InsetText>
      )}
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={common.saving}>{common.save}</Button>
        <Button kind="quiet" onClick={() => route(weekLink(team.id), true)}>{common.keep}</Button>
      </ButtonGroup>
    </Form>
  )
}

/** Beside, or instead of one of those who are at that desk then. */
function Beside({ fields, week, onChange, error }: { fields: Fields; week: RotaWeek; onChange: (instead: string) => void; error: string | undefined }) {
  const span = fields.from === '' || fields.until === '' || fields.on === '' ? null : spanOn(fields.on, fields.from, fields.until)
  const isThen = (turn: RotaDay['turns'][number]) => span !== null && Date.parse(turn.begins) < Date.parse(span.ends) && Date.parse(turn.ends) > Date.parse(span.begins)
  const there = new Map(week.days.flatMap(({ turns }) => turns)
    .filter((turn) => turn.desk === fields.desk && turn.how !== 'member' && turn.account_id !== fields.who && isThen(turn)).map((turn) => [turn.account_id, turn.name]))
  if (there.size === 0) return null
  return (
    <Radios
      name="once-instead" legend={words.how} value={there.has(fields.instead) ? fields.instead : ''} onChange={onChange} error={error}
      options={[{ value: '', label: words.beside }, ...[...there].map(([value, name]) => ({ value, label: words.insteadOf(name) }))]}
    />
  )
}

/** A gap or turn of the calendar keeps its exact instants while nothing of it is changed: a clock may show a time twice. */
function spanIn({ on, from, until }: Fields, query: Record<string, string | undefined>) {
  if (on === '' || from === '' || until === '') return null
  const { from: begins, until: ends } = query
  const isGiven = begins !== undefined && ends !== undefined && dayOf(begins) === on && clockOf(begins) === from && clockOf(ends) === until
  return isGiven ? { begins, ends } : spanOn(on, from, until)
}

function missingIn({ who, on, from, until, instead }: Fields): Partial<Record<keyof Fields, string>> {
  const { missing } = words
  return {
    ...(on === '' ? { on: missing.day } : {}),
    ...(from === '' ? { from: missing.clock } : {}),
    ...(until === '' ? { until: missing.clock } : {}),
    ...(who === '' ? { who: missing.who } : {}),
    ...(who !== '' && who === instead ? { who: missing.same } : {}),
  }
}
