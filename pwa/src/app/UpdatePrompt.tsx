import { useState } from 'preact/hooks'
import { hasUnsavedWork } from '../shared/unsaved'
import { Banner, Button, ButtonGroup } from '../shared/ui'
import { isUpdateReady, takeUpdate } from './update'
import { words } from './words'

/** Asks before a new version takes over. Never reloads by itself, and never over words that are not sent. */
export function UpdatePrompt() {
  const [isLater, setIsLater] = useState(false)
  const [mustFinish, setMustFinish] = useState(false)
  if (!isUpdateReady.value || isLater) return null
  const update = () => {
    setMustFinish(hasUnsavedWork())
    if (!hasUnsavedWork()) takeUpdate()
  }
  return (
    <Banner heading={words.updateReady}>
      {mustFinish && <p>{words.updateUnsaved}</p>}
      <ButtonGroup>
        <Button kind="secondary" onClick={update}>{words.updateNow}</Button>
        <Button kind="quiet" onClick={() => setIsLater(true)}>{words.updateLater}</Button>
      </ButtonGroup>
    </Banner>
  )
}
