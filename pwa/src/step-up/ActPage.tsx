import type { ComponentChildren } from 'preact'
import { useLocation, useRoute } from 'preact-iso'
import type { StepUpVerb, StepUpView } from '../shared/api-types'
import { InsetText, LinkButton, Page } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readRequest } from './api'
import { RequestOr } from './RequestOr'
import { words } from './words'
import './styles.scss'

type Props = {
  title: string
  verb: StepUpVerb
  /** The page of the request: where the act leads, and where one comes back to. */
  list: '/requests' | '/my-requests'
  children: (view: StepUpView, done: () => void) => ComponentChildren
}

/** A page that does one thing to a request: the form, or the reason why it cannot be done now. */
export function ActPage({ title, verb, list, children }: Props) {
  const id = useRoute().params.id ?? ''
  const { route } = useLocation()
  const request = useResource(() => readRequest(id), id)
  const home = `${list}/${id}`
  return (
    <Page title={title} back={{ href: home, words: words.backToRequest[list] }}>
      <RequestOr of={request} what={words.request.this} list={list}>
        {(view) => (view.may[verb].allowed
          ? children(view, () => route(home))
          : <Refused reason={view.may[verb].reason} home={home} words={words.backToRequest[list]} />)}
      </RequestOr>
    </Page>
  )
}

function Refused({ reason, home, words: back }: { reason: string | null; home: string; words: string }) {
  return (
    <>
      <InsetText>{reason}</InsetText>
      <LinkButton href={home} kind="secondary">{back}</LinkButton>
    </>
  )
}
