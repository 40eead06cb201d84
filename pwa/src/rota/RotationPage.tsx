import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { ApiError } from '../shared/api'
import type { MyTeam, Rotation, RotationContent, RotaWeek } from '../shared/api-types'
import { newId } from '../shared/ids'
import { dayAfter, dayOf } from '../shared/times'
import { useUnsavedWork } from '../shared/unsaved'
import { useDraft } from '../shared/use-draft'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { useSending } from '../shared/use-sending'
import { Await, Banner, Button, ButtonGroup, ErrorSummary, Failed, Form, Page } from '../shared/ui'
import { putRotation, readRotations, readWeek } from './api'
import { BothRotations } from './BothRotations'
import { rotationsLink } from './links'
import { missingIn } from './rotation'
import { RotationFields } from './RotationFields'
import { RotationPreview } from './RotationPreview'
import { useTeam } from './use-team'
import { rotations as words } from './lead-words'
import { words as common } from './words'
import './styles.scss'

const fourWeeks = 28

/** For leads: making a rotation, or changing one. What it means is shown before it is saved. */
export function RotationPage() {
  const { team } = useTeam()
  const id = useRoute().params.id ?? 'new'
  const back = { href: team === null ? '/rota/rotations' : rotationsLink(team.id), words: common.rotationsTitle }
  return (
    <Page title={id === 'new' ? words.newTitle : words.changeTitle} back={back}>
      {team === null ? <p>{common.noTeam}</p> : <Load key={`${team.id} ${id}`} team={team} id={id} />}
    </Page>
  )
}

function Load({ team, id }: { team: MyTeam; id: string }) {
  const today = dayOf(useNow())
  const all = useResource(async () => {
    const [{ rotations, may_change: mayChange }, weeks] = await Promise.all([readRotations(team.id), readWeek(team.id, today, fourWeeks)])
    return { saved: rotations.find((one) => one.id === id) ?? null, weeks, mayChange }
  })
  return (
    <Await of={all} what={words.one}>
      {({ saved, weeks, mayChange }) => {
        if (!mayChange) return <p>{common.forLeadsOnly}</p>
        if (saved === null && id !== 'new') return <p>{words.gone}</p>
        return <Write saved={saved} weeks={weeks} today={today} onStale={() => void all.reload()} />
      }}
    </Await>
  )
}

type Props = { saved: Rotation | null; weeks: RotaWeek; today: string; onStale: () => void }
type Draft = RotationContent & { id: string; made_at: string | null }

/** A week from the next day, in office hours: what most begin with. */
const fresh = (today: string): Draft => ({
  id: newId(), made_at: null, desk: 'duty', name: '', begins_on: dayAfter(today, 1), ends_on: null, turn_days: 7, hands_over_at: '09:00',
  weekdays: [0, 1, 2, 3, 4], begins: '09:00', ends: '17:00', places: [],
})

function Write({ saved, weeks, today, onStale }: Props) {
  const { route } = useLocation()
  const now = useNow()
  const draft = useDraft<Draft>(`rotation-${saved?.id ?? weeks.team_id}`, () => saved ?? fresh(today))
  const [isTried, setIsTried] = useState(false)
  const sending = useSending()
  useUnsavedWork(!draft.isKept)
  const { value, change } = draft
  const leave = () => void draft.forget().then(() => route(rotationsLink(weeks.team_id), true))
  const missing = isTried ? missingIn(value) : {}

  const save = (madeAt: string | null) => {
    setIsTried(true)
    if (Object.keys(missingIn(value)).length > 0) return
    const { id, ...content } = value
    const written = { ...content, name: content.name.trim(), ends_on: content.ends_on === '' ? null : content.ends_on, made_at: madeAt }
    void sending.send(async () => {
      try {
        await putRotation(weeks.team_id, id, written)
      } catch (error) {
        if (error instanceof ApiError && error.code === 'rota.changed') onStale()
        throw error
      }
    }).then((isDone) => isDone && leave())
  }
  const isStale = sending.error instanceof ApiError && sending.error.code === 'rota.changed'
  if (isStale && saved !== null && saved.made_at !== value.made_at) {
    return (
      <BothRotations
        saved={saved} mine={value} members={weeks.members} isSending={sending.isSending} onKeepSaved={leave}
        onKeepMine={() => {
          change({ made_at: saved.made_at })
          save(saved.made_at)
        }}
      />
    )
  }
  const errorOf = (field: keyof RotationContent) => missing[field] ?? sending.fieldError(field)
  return (
    <Form onSend={() => save(value.made_at)}>
      <ErrorSummary errors={Object.entries(missing).map(([field, said]) => ({ field: `rotation-${field}`, words: said }))} />
      {draft.restoredFrom !== null && <Banner>{words.restored}</Banner>}
      {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={common.stillHere} />}
      <RotationFields value={value} onChange={change} errorOf={errorOf} members={weeks.members} />
      <RotationPreview rotation={value} id={value.id} weeks={weeks} now={now} />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={common.saving}>{words.save}</Button>
        <Button kind="quiet" onClick={leave}>{saved === null ? words.throwAway : common.keep}</Button>
      </ButtonGroup>
    </Form>
  )
}
