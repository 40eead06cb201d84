import { Arrivals } from '../admission/Arrivals'
import { Questions } from '../admission/Questions'
import { InvitePage as Inviting } from '../sharing/InvitePage'

/** Inviting somebody, and beside it whoever has answered and waits for a worker. */
export function InvitePage() {
  return <Inviting first={<><Arrivals /><Questions /></>} />
}
