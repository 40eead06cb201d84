import { renderToString } from 'preact-render-to-string'
import { Notices } from './Notices'
import { Shell } from './Shell'
import { Waiting } from './Waiting'

/** The first paint, made at build time: the same tree that the app begins with before anybody is known. */
export function prerender(): string {
  return renderToString(<Shell notices={<Notices />}><Waiting /></Shell>)
}
