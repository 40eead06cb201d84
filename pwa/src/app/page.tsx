import type { ComponentType, VNode } from 'preact'
import { lazy } from 'preact-iso'
import { CouldNotOpenPage } from './CouldNotOpenPage'

export type LazyPage = ComponentType & { preload: () => Promise<unknown> }

/** A page fetched when it is first opened. One that cannot be fetched says so instead of staying blank. */
export function page<Name extends string>(
  load: () => Promise<Record<Name, () => VNode>>,
  name: Name,
): LazyPage {
  return lazy(() => load().then((module) => module[name], () => CouldNotOpenPage))
}
