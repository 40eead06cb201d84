import { words } from './words'

/** What the first paint says, before anybody knows who is here. */
export function Waiting() {
  return <p class="wm-waiting">{words.waiting}</p>
}
