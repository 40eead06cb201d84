import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { daysUntil, sayDay } from '../shared/times'
import { Banner, Button } from '../shared/ui'
import { placeOf } from './draft-places'
import { broughtBack } from './keep-drafts'
import { words } from './words'

/** What she was writing when an earlier session ran out, with the way to it. Goes where she goes there, or has seen it. */
export function DraftsBack() {
  const { path } = useLocation()
  const back = broughtBack.value.flatMap(({ key, keptAt }) => {
    const place = placeOf(key)
    // Of a page that this version of the app has no more: nothing can be gone on with.
    return place === null ? [] : [{ ...place, key, keptAt }]
  })
  useEffect(() => {
    broughtBack.value = broughtBack.value.filter(({ key }) => placeOf(key)?.path !== path)
  }, [path])
  const [only] = back
  if (only === undefined) return null
  return (
    <Banner heading={back.length === 1 ? words.backOne(onDay(only.keptAt)) : words.backMany}>
      <p>{words.backNotSent}</p>
      <ul class="nhsuk-list wm-link-list">
        {back.map(({ key, path: href, name, keptAt }) => (
          <li key={key}><a href={href}>{back.length === 1 ? words.backGoOn(name) : words.backGoOnFrom(name, sayDay(keptAt))}</a></li>
        ))}
      </ul>
      <Button kind="quiet" onClick={() => { broughtBack.value = [] }}>{words.backClose}</Button>
    </Banner>
  )
}

/** "today", "yesterday", "on Monday 3 March". */
function onDay(at: string): string {
  return daysUntil(at) < -1 ? words.onDay(sayDay(at)) : sayDay(at)
}
