import type { Id, PlanItem, PlanPhoto, PlanSection } from '../api-types'
import { PhoneLink, When } from '../ui'
import { PleaseDoDont } from './PleaseDoDont'
import { byGroup, pleaseIn, writtenSections } from './rules'
import { words } from './words'
import './styles.scss'

type Level = 2 | 3
type Props = { recordId: Id; name: string; sections: readonly PlanSection[]; photos: readonly PlanPhoto[]; level?: Level }

/** A plan in her own words, as somebody else meets it: what to do and not to do first, then what has something in it. */
export function PlanToRead({ recordId, name, sections, photos, level = 2 }: Props) {
  const others = writtenSections(sections, photos).filter(({ heading }) => heading !== 'distressed')
  return (
    <>
      <PleaseDoDont name={name} please={pleaseIn(sections)} level={level} />
      {others.map((section) => (
        <Section key={section.heading} section={section} level={level}>
          {section.heading === 'going' && <Photos recordId={recordId} photos={photos} />}
        </Section>
      ))}
    </>
  )
}

function Section({ section, level, children }: { section: PlanSection; level: Level; children: preact.ComponentChildren }) {
  const { heading, title, items, at, with_name: beside } = section
  const Title = level === 2 ? 'h2' : 'h3'
  const GroupTitle = level === 2 ? 'h3' : 'h4'
  const id = `plan-${heading}`
  return (
    <section aria-labelledby={id}>
      <Title class={level === 2 ? 'nhsuk-heading-m' : 'nhsuk-heading-s'} id={id}>{title}</Title>
      {byGroup(items).map(({ group, items: some }) => (
        <div key={group}>
          {group !== null && <GroupTitle class="wm-read-group">{words.groups[group]}</GroupTitle>}
          <ul class="wm-read-items">{some.map((item) => <Item key={item.id} item={item} />)}</ul>
        </div>
      ))}
      {children}
      {at !== null && <p class="wm-read-facts">{words.written} <When at={at} as="day" />{beside !== null && words.writtenWith(beside)}.</p>}
    </section>
  )
}

function Item({ item: { words: said, phone, may_text: mayText, note, has_helped: hasHelped } }: { item: PlanItem }) {
  return (
    <li class="wm-read-items__item">
      <p class="wm-read-words">{said}</p>
      {phone !== null && (
        <p class="wm-read-phones">
          <PhoneLink number={phone}>{words.ring(phone)}</PhoneLink>
          {mayText && <a class="wm-phone" href={`sms:${phone.replaceAll(/[^\d+]/g, '')}`}>{words.text(phone)}</a>}
        </p>
      )}
      {note !== '' && <p class="wm-read-words wm-read-facts">{note}</p>}
      {hasHelped && <p class="wm-read-facts">{words.helped}</p>}
    </li>
  )
}

function Photos({ recordId, photos }: { recordId: Id; photos: readonly PlanPhoto[] }) {
  if (photos.length === 0) return null
  return (
    <ul class="wm-read-photos">
      {photos.map(({ id, words: said, width, height }) => (
        <li key={id}>
          <figure class="wm-read-photo">
            <img src={`/api/records/${recordId}/safety-plan/photos/${id}`} width={width} height={height} alt={said === '' ? words.photo : ''} loading="lazy" />
            {said !== '' && <figcaption class="wm-read-words">{said}</figcaption>}
          </figure>
        </li>
      ))}
    </ul>
  )
}
