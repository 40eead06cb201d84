import type { MyLadder, MyTeamAnswer, WantsToHear } from '../shared/api-types'
import { PhoneLink } from '../shared/ui'
import { willHappen, type WillHappen as Coming } from './rules'
import { words } from './words'

type Props = { answer: MyTeamAnswer | null; ladder: MyLadder | null; isUnknown: boolean; wants: WantsToHear; now: number }

/** Whom we tell, how long we wait, and what is different while the team is away: said before anything is sent. */
export function WillHappen({ answer, ladder, isUnknown, wants, now }: Props) {
  const call = answer?.team.is_open === false ? answer.team.out_of_hours : null
  return (
    <section class="wm-will-happen" aria-labelledby="will-happen">
      <h2 class="nhsuk-heading-m" id="will-happen">{words.ask.willHappen}</h2>
      {answer === null
        ? <p>{isUnknown ? words.ask.unknown : words.ask.looking}</p>
        : sentences(willHappen(answer, wants, now), ladder?.[wants]).map((sentence) => <p key={sentence}>{sentence}</p>)}
      {call !== null && (
        <p>{call.words} {call.call !== null && <PhoneLink number={call.call} />}</p>
      )}
    </section>
  )
}

function sentences(coming: Coming, asked: readonly string[] | undefined): string[] {
  const { ask } = words
  if (coming.kind === 'closed') {
    return [ask.closed(coming.because), coming.opensAt === null ? ask.opensSometime : ask.opens(coming.opensAt, coming.keyWorker)]
  }
  const first = coming.keyWorker === null ? ask.tellTeam : `${ask.tellNow(coming.keyWorker)} ${ask.thenTeam(coming.keyWorker, coming.waitMinutes)}`
  return [...(asked ?? [first, ask.untilSomebody]), ...(coming.closesSoon === null ? [] : [ask.closesSoon(coming.closesSoon)])]
}
