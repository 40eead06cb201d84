import type { ComponentChildren } from 'preact'
import type { Resource } from '../use-resource'
import { Failed } from './Failed'
import { Loading } from './Loading'

type Props<T> = {
  of: Resource<T>
  /** "your requests": said after "Getting" and after "We could not get". */
  what: string
  children: (value: T) => ComponentChildren
}

/** Shows a resource, or that it is being fetched, or that it could not be had. A value once shown stays. */
export function Await<T>({ of: resource, what, children }: Props<T>) {
  if (resource.value !== null) return <>{children(resource.value)}</>
  if (resource.isLoading) return <Loading what={what} />
  return <Failed what={`get ${what}`} error={resource.error} onRetry={() => void resource.reload()} />
}
