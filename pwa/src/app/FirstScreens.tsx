import { words } from '../safety-plan/keeping/words'
import { Button, Page, TextInput } from '../shared/ui'
import { Shell } from './Shell'

const idle = () => undefined

/**
 * What stands on the plan's pages until the app does, drawn at build time: the two locks, and a place where the service worker puts her first section. It is no
 * form: with no app behind it, a browser would send the PIN in the address.
 */
export function FirstScreens() {
  return (
    <div id="kept" data-plan="no">
      <Shell>
        <div class="wm-first wm-first--pin">
          <Page title={words.nowTitle}>
            <p>{words.lockedPin}</p>
            <TextInput name="first-pin" label={words.pinField} type="password" autocomplete="off" width={20} isLargeLabel value="" onInput={idle} spellcheck={false} />
            <Button isLarge>{words.open}</Button>
          </Page>
        </div>
        <div class="wm-first wm-first--passkey">
          <Page title={words.nowTitle}>
            <p>{words.lockedPasskey}</p>
            <Button isLarge>{words.openPasskey}</Button>
          </Page>
        </div>
        <div class="wm-first wm-first--open">%first%</div>
      </Shell>
    </div>
  )
}
