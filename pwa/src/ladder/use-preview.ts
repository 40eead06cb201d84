/** What a ladder would do, in words, while somebody changes it: asked when the typing has come to rest. */
import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { Id, LadderDraft, LadderPreview, LadderUrgency } from '../shared/api-types'
import { previewLadder } from './api'

export const rest = { after: 400 }

export type Previewed = {
  /** The last one that could be said. */
  said: LadderPreview
  /** What must be mended first, by field. */
  faults: Record<string, string[]>
}

export function usePreview(teamId: Id, urgency: LadderUrgency, draft: LadderDraft, first: LadderPreview): Previewed {
  const [shown, setShown] = useState<Previewed>({ said: first, faults: {} })
  const written = JSON.stringify(draft)
  useEffect(() => {
    let isOld = false
    const ask = async () => {
      try {
        const said = await previewLadder(teamId, urgency, JSON.parse(written) as LadderDraft)
        if (!isOld) setShown({ said, faults: {} })
      } catch (error) {
        // Not reached: the words of before stay, and saving says so itself.
        if (!isOld && error instanceof ApiError && error.status === 422) setShown(({ said }) => ({ said, faults: error.fields }))
      }
    }
    const timer = setTimeout(() => void ask(), rest.after)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [teamId, urgency, written])
  return shown
}
