import { useState } from 'preact/hooks'
import type { WorkerTeam } from '../shared/api-types'
import { useSending } from '../shared/use-sending'
import { Button, Failed, Select } from '../shared/ui'
import { setCarerChampion } from './api'
import { words } from './words'

/** Who looks after carers in this team; its leads choose. */
export function CarerChampion({ team }: { team: WorkerTeam }) {
  const [named, setNamed] = useState(team.carer_champion_id)
  const nameOf = (id: string | null) => team.members.find((member) => member.account_id === id)?.name ?? null
  return (
    <section>
      <h3 class="nhsuk-heading-s">{words.championHeading}</h3>
      {team.role === 'lead'
        ? <Choose team={team} named={named} nameOf={nameOf} onNamed={setNamed} />
        : <p>{nameOf(named) ?? words.championNone}</p>}
    </section>
  )
}

type Props = { team: WorkerTeam; named: string | null; nameOf: (id: string | null) => string | null; onNamed: (id: string | null) => void }

function Choose({ team, named, nameOf, onNamed }: Props) {
  const [chosen, setChosen] = useState(named ?? '')
  const [said, setSaid] = useState('')
  const sending = useSending()
  const options = [{ value: '', label: words.championNobody }, ...team.members.map(({ account_id: value, name: label }) => ({ value, label }))]
  const save = () => {
    const next = chosen === '' ? null : chosen
    void sending.send(() => setCarerChampion(team.id, next)).then((isDone) => {
      if (!isDone) return
      onNamed(next)
      setSaid(words.championSaved(nameOf(next)))
    })
  }
  return (
    <>
      {sending.error !== null && <Failed what="save this" error={sending.error} />}
      <Select name={`champion-${team.id}`} label={words.championLabel} hint={words.championHint} value={chosen} onChange={setChosen} options={options} />
      <Button kind="secondary" onClick={save} label={words.championSave} isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
      <p role="status">{said}</p>
    </>
  )
}
