import { useEffect } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { ApiError } from '../shared/api'
import { useMe } from '../shared/session'
import { Failed, LinkButton, Loading, Page } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readDelivery } from './api'
import { placeOf } from './rules'
import { words } from './words'

/** A message on the lock screen says nothing: here it becomes the page that it was about. */
export function OpenPage() {
  const me = useMe()
  const { route } = useLocation()
  const id = useRoute().params.deliveryId ?? ''
  const delivery = useResource(() => readDelivery(id), id)
  const place = delivery.value === null ? null : placeOf(delivery.value, me)
  useEffect(() => {
    if (place !== null) route(place, true)
  }, [place, route])

  if (delivery.error instanceof ApiError && delivery.error.status === 404) {
    return (
      <Page title={words.openGoneTitle}>
        <p>{words.openGone}</p>
        <LinkButton href="/">{words.openHome}</LinkButton>
      </Page>
    )
  }
  return (
    <Page title={words.openTitle}>
      {delivery.error === null || delivery.isLoading
        ? <Loading what={words.openWhat} />
        : <Failed what={`open ${words.openWhat}`} error={delivery.error} onRetry={() => void delivery.reload()} />}
    </Page>
  )
}
