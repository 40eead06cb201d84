import { useEffect } from 'preact/hooks'
import { useMe } from '../../shared/session'
import { Loading, Page } from '../../shared/ui'
import { useNews } from '../../shared/use-news'
import { useNow } from '../../shared/use-now'
import { useResource, type Resource } from '../../shared/use-resource'
import { rememberSigns } from '../../step-up/signs'
import { InstallHint } from '../InstallHint'
import { readMyPlans, readMyRequests, readMySharing, readMyTeam, type MyPlans } from './api'
import { MyPeople } from './MyPeople'
import { Next } from './Next'
import { PlanCard } from './PlanCard'
import { greet } from './rules'
import { SupportCard } from './SupportCard'
import { words } from './words'
import './styles.scss'

/** Where a person arrives: asking for more support is the largest thing, and waits for no answer of the service. */
export function HomePage() {
  const me = useMe()
  const now = useNow()
  const team = useResource(readMyTeam)
  const requests = useResource(readMyRequests)
  const sharing = useResource(readMySharing)
  const recordId = me.record_id ?? ''
  const plans = useResource(() => readMyPlans(recordId), recordId)
  useNews(() => {
    void plans.reload()
    void requests.reload()
    void team.reload()
  })
  const safetyPlan = plans.value?.safety ?? null
  useEffect(() => {
    if (safetyPlan !== null) rememberSigns(me.account_id, safetyPlan)
  }, [me.account_id, safetyPlan])
  // Shown together: what comes late would push away what somebody is about to press.
  const isKnown = [team, requests, sharing, plans].every(isSettled)
  return (
    <Page title={greet(me.name, now)} windowTitle={words.title}>
      <div class="wm-home">
        <SupportCard now={now} team={team} requests={requests.value ?? []} />
        <PlanCard plan={safetyPlan} isKnown={isSettled(plans)} />
        <ul class="nhsuk-list">
          <li><a class="wm-home__link" href="/my-requests">{words.myRequests}</a></li>
          <li><a class="wm-home__link" href="/working-on">{words.workingOn}</a></li>
          <li><a class="wm-home__link" href="/how-life-is">{words.howLifeIs}</a></li>
        </ul>
        {isKnown
          ? (
              <Next
                me={me} now={now} requests={requests.value ?? []} sections={sharing.value?.sections ?? []}
                plans={plans.value ?? noPlans} onRetry={() => void plans.reload()}
              />
            )
          : <Loading what={words.yourPage} />}
        {isKnown && <MyPeople team={team} now={now} />}
        {isKnown && <InstallHint />}
      </div>
    </Page>
  )
}

const noPlans: MyPlans = { mine: null, questions: null, goals: null, safety: null }

function isSettled({ value, isLoading }: Pick<Resource<unknown>, 'value' | 'isLoading'>): boolean {
  return value !== null || !isLoading
}
