import type { Id, NhsNumberShown } from '../shared/api-types'
import { api } from '../shared/api'
import { SummaryList } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { words } from './number-words'

/** Mostly hidden, with the way to put it right. It is asked for once: the person sees that it was looked at. */
export function NhsNumber({ recordId, name }: { recordId: Id; name: string }) {
  const number = useResource(() => api.get<NhsNumberShown>(`/api/records/${recordId}/nhs-number`), recordId)
  if (number.value === null) return null
  const { shown } = number.value
  const action = <a href={`/records/${recordId}/nhs-number`} aria-label={words.changeLabel(name)}>{shown === null ? words.add : words.change}</a>
  return <SummaryList rows={[{ key: words.key, value: shown ?? words.none, action }]} />
}
