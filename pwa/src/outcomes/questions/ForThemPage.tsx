import { useRoute } from 'preact-iso'
import { useResource } from '../../shared/use-resource'
import { Await, Page } from '../../shared/ui'
import { readName } from '../api'
import { words } from '../words'
import { useFillingFor } from './kept-filling'
import { Questionnaire } from './Questionnaire'
import './styles.scss'

/** A worker enters answers for somebody: their name is on every screen, and nothing is written to the device. */
export function ForThemPage() {
  const { recordId = '', instrument = '' } = useRoute().params
  const kept = useFillingFor(recordId, instrument)
  const name = useResource(() => readName(recordId), recordId)
  const after = `/records/${recordId}/how-life-is${instrument === 'dialog' ? '' : `?of=${encodeURIComponent(instrument)}`}`
  if (name.value === null) return <Page title={words.unknown} back={{ href: after }}><Await of={name} what={words.what}>{() => null}</Await></Page>
  return <Questionnaire key={`${recordId} ${instrument}`} instrument={instrument} askedId={null} whose={{ recordId, name: name.value, sharedWith: null, after }} kept={kept} />
}
