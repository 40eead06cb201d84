import { readArrivals, readQuestions } from '../admission/api'
import { Arrivals } from '../admission/Arrivals'
import { Questions } from '../admission/Questions'
import { useResource, type Resource } from '../shared/use-resource'
import { InvitePage as Inviting } from '../sharing/InvitePage'

/** Inviting somebody, and above it whoever has answered and waits for a worker. The form comes once that is known: nothing moves. */
export function InvitePage() {
  const arrivals = useResource(readArrivals)
  const questions = useResource(readQuestions)
  const lists = [arrivals, questions]
  return (
    <Inviting
      isKnown={lists.every(isSettled)}
      isFirst={lists.every(({ value }) => value === null || value.length === 0)}
      above={<><Arrivals of={arrivals} /><Questions of={questions} /></>}
    />
  )
}

function isSettled({ value, isLoading }: Pick<Resource<unknown>, 'value' | 'isLoading'>): boolean {
  return value !== null || !isLoading
}
