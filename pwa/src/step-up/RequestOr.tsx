import type { ComponentChildren } from 'preact'
import { ApiError } from '../shared/api'
import type { StepUpView } from '../shared/api-types'
import type { Resource } from '../shared/use-resource'
import { Await, LinkButton } from '../shared/ui'
import { both } from './words-for-both'

type Props = {
  of: Resource<StepUpView>
  what: string
  /** Where all requests are, for somebody who has come to one that is not there. */
  list: '/requests' | '/my-requests'
  children: (view: StepUpView) => ComponentChildren
}

/** A request, or that it is being fetched, or that it could not be had; and kindly, that there is none. */
export function RequestOr({ of: request, what, list, children }: Props) {
  if (!isNotThere(request)) return <Await of={request} what={what}>{children}</Await>
  return (
    <>
      <p>{both.notThere}</p>
      <LinkButton href={list}>{both.toList[list]}</LinkButton>
    </>
  )
}

/** Asking again would change nothing: there is no such request, or it is not for this reader. */
export function isNotThere({ value, error }: Pick<Resource<unknown>, 'value' | 'error'>): boolean {
  return value === null && error instanceof ApiError && error.status === 404
}
