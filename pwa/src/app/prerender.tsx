import { renderToString } from 'preact-render-to-string'
import { FirstScreens } from './FirstScreens'
import { Notices } from './Notices'
import { Shell } from './Shell'
import { Waiting } from './Waiting'

/** The first paint, made at build time: the same tree that the app begins with before anybody is known. */
export function prerender(): string {
  return renderToString(<Shell notices={<Notices />}><Waiting /></Shell>)
}

/** What may stand before it on the pages of a kept plan. */
export function prerenderFirst(): string {
  return renderToString(<FirstScreens />)
}
