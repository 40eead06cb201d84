import type { ComponentChildren } from 'preact'
import type { HeldPlace, HeldRequest, Holdings, Id } from '../shared/api-types'
import { Select } from '../shared/ui'
import { coversSelf, emptyPlan, ends, successorOf, type Choice, type Plan } from './rules'
import { words } from './words'

type Props = { held: Holdings; plan?: Plan; onChoose?: (id: Id, choice: Choice) => void }

/** What somebody holds, group by group; with `onChoose` each has a choice of who takes it. */
export function Things({ held, plan = emptyPlan, onChoose }: Props) {
  const who = (id: Id, thing: string, more: Partial<WhoProps> = {}) =>
    onChoose !== undefined && <Who id={id} thing={thing} held={held} plan={plan} onChoose={onChoose} {...more} />
  const named = held.people.length > 0 || held.requests.length > 0
  return (
    <>
      <Group heading={words.peopleHeading(held.people.length)} rows={held.people} keyOf={({ record_id: id }) => id}>
        {({ record_id: id, preferred_name: name }) => who(id, name) || <Row name={name} />}
      </Group>
      <Group heading={words.requestsHeading} rows={held.requests} keyOf={({ step_up_id: id }) => id}>
        {(one: HeldRequest) => (
          <Row name={one.person_name} fact={words.how(one, held.is_me)}>{who(one.step_up_id, words.requestOf(one.person_name), { personId: one.record_id })}</Row>
        )}
      </Group>
      <Group heading={words.placesHeading} rows={held.places} keyOf={({ id }) => id}>
        {(one: HeldPlace) => who(one.id, words.place(one), { place: one }) || <Row name={words.placeRow(one)} />}
      </Group>
      <h2 class="nhsuk-heading-m">{words.otherHeading}</h2>
      <ul class="nhsuk-list">
        {held.looks_after_carers && <li>{words.carers(held.is_me)}</li>}
        <li>{words.devices(held.devices, held.is_me)}</li>
        <li>{words.leftAlone(held.is_me)}</li>
      </ul>
      {named && !held.is_me && <p class="nhsuk-hint">{words.peopleSeen}</p>}
    </>
  )
}

type GroupProps<T> = { heading: string; rows: readonly T[]; keyOf: (row: T) => Id; children: (row: T) => ComponentChildren }

function Group<T>({ heading, rows, keyOf, children }: GroupProps<T>) {
  if (rows.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{heading}</h2>
      <ul class="wm-hand__list">{rows.map((row) => <li key={keyOf(row)}>{children(row)}</li>)}</ul>
    </section>
  )
}

function Row({ name, fact, children }: { name: string; fact?: string; children?: ComponentChildren }) {
  return (
    <>
      <p class="wm-hand__name">{name}</p>
      {fact !== undefined && <p class="wm-hand__fact">{fact}</p>}
      {children}
    </>
  )
}

type WhoProps = { id: Id; thing: string; held: Holdings; plan: Plan; onChoose: (id: Id, choice: Choice) => void; personId?: Id; place?: HeldPlace }

function Who({ id, thing, held, plan, onChoose, personId, place }: WhoProps) {
  const nameOf = (choice: Choice) => held.colleagues.find(({ account_id: one }) => one === choice)?.name ?? ''
  const goesWithPerson = personId !== undefined && held.people.some(({ record_id: one }) => one === personId)
  const chosenFor = goesWithPerson ? plan.each[personId] ?? '' : ''
  const otherwise = chosenFor !== '' ? words.withPerson(nameOf(chosenFor)) : plan.all !== '' ? words.asAll(nameOf(plan.all)) : plan.leaves ? words.nobodyYet : words.stay
  const options = [
    { value: '', label: otherwise },
    ...held.colleagues.map(({ account_id: value, name, is_away: isAway }) => ({ value, label: isAway ? words.away(name) : name })),
    ...(place?.may_end === true ? [{ value: ends, label: words.endsChoice(place) }] : []),
  ]
  const error = place !== undefined && coversSelf(place, plan) ? words.coversSelf(place.other?.name ?? '') : undefined
  const isOpen = plan.leaves && successorOf(id, plan, goesWithPerson ? personId : null) === ''
  return (
    <div class={isOpen ? 'wm-hand__who wm-hand__who--open' : 'wm-hand__who'}>
      <Select name={`who-${id}`} label={words.who(thing)} value={plan.each[id] ?? ''} onChange={(choice) => onChoose(id, choice)} options={options} error={error} />
    </div>
  )
}
