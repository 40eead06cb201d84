import { useEffect, useRef } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { useMe } from '../../shared/session'
import { useResource } from '../../shared/use-resource'
import { readSharing } from '../api'
import { sayWhoSees } from '../who-sees'
import { useOwnFilling } from './kept-filling'
import { Questionnaire } from './Questionnaire'
import './styles.scss'

/** A person fills in a questionnaire about herself. */
export function QuestionsPage() {
  const instrument = useRoute().params.instrument ?? ''
  const { query, route } = useLocation()
  const recordId = useMe().record_id ?? ''
  const kept = useOwnFilling(instrument)
  const sharing = useResource(readSharing)
  const after = instrument === 'dialog' ? '/how-life-is' : `/how-life-is?of=${encodeURIComponent(instrument)}`
  // Back from where one went after sending: there is nothing begun at that place any more.
  const hasBegun = useRef(kept.filling !== null)
  hasBegun.current = kept.filling !== null
  useEffect(() => {
    if (kept.isReady && !hasBegun.current && location.hash !== '') route(after, true)
  }, [kept.isReady, route, after])
  const whose = { recordId, name: null, sharedWith: sharing.value === null ? null : sayWhoSees(sharing.value), after }
  return <Questionnaire key={instrument} instrument={instrument} askedId={query.ask ?? null} whose={whose} kept={kept} />
}
