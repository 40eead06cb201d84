import { service } from '../shared/session'
import { words } from './words'

/** In a demo nothing leaves the machine: where to read what would have been sent. Elsewhere nothing is shown. */
export function DemoMessagesLink() {
  if (service.value?.is_demo !== true) return null
  return <p><a href="/demo/messages" target="_blank" rel="noreferrer">{words.demoMessages}</a></p>
}
