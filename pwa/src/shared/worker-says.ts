/** What the service worker tells open pages. Returns the way to stop listening. */
export type WorkerWord = { kind: 'news' | 'go' | 'push-changed'; path?: string }

export function whenWorkerSays(kind: WorkerWord['kind'], listener: (said: WorkerWord) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined
  const { serviceWorker } = navigator
  const onMessage = (event: MessageEvent) => {
    const said = event.data as WorkerWord | null
    if (said?.kind === kind) listener(said)
  }
  serviceWorker.addEventListener('message', onMessage)
  return () => serviceWorker.removeEventListener('message', onMessage)
}
