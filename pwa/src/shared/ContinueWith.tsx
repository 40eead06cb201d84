import type { ComponentChildren } from 'preact'
import { NotReached } from './api'
import type { NamedProvider } from './api-types'
import { words } from './provider-words'
import { goToProvider, type AskOfProvider } from './to-provider'
import { Button, ErrorSummary, wordsFor, type ButtonKind } from './ui'
import { useSending } from './use-sending'

type Props = {
  provider: NamedProvider & { is_away?: boolean }
  ask: AskOfProvider
  kind?: ButtonKind
  isLarge?: boolean
  /** Other words than "Continue with …". */
  children?: ComponentChildren
  /** Takes up a refusal itself, such as a code that was wrong; false leaves it to be said here. */
  onRefused?: (refusal: unknown) => boolean
}

/** Leads to a provider's own pages, and says so when it may not answer. Nothing is lost by pressing it. */
export function ContinueWith({ provider, ask, kind = 'primary', isLarge = false, children, onRefused }: Props) {
  const { isSending, error, send } = useSending()
  const go = () => void send(async () => {
    try {
      await goToProvider(provider, ask)
    } catch (refusal) {
      if (onRefused?.(refusal) !== true) throw refusal
    }
  })
  return (
    <>
      <ErrorSummary errors={error === null ? [] : [{ words: sayTrouble(error) }]} />
      <Button kind={kind} isLarge={isLarge} onClick={go} isBusy={isSending} busyWords={words.opening(provider.name)}>
        {children ?? words.continueWith(provider.name)}
      </Button>
      {provider.is_away === true && <p class="nhsuk-hint">{words.mayNotAnswer(provider.name)}</p>}
    </>
  )
}

function sayTrouble(error: unknown): string {
  return error instanceof NotReached ? wordsFor(error) : words.failed(wordsFor(error))
}
