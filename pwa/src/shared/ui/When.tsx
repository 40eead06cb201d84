import { sayClock, sayDay, sayExactly, sayWhen } from '../times'

type Props = {
  /** An instant, ISO 8601. */
  at: string
  /** 'when' "today, 3 pm" · 'day' "today" · 'clock' "3 pm" · 'exact' the whole date and time. */
  as?: 'when' | 'day' | 'clock' | 'exact'
}

const say = { when: sayWhen, day: sayDay, clock: (at: string) => sayClock(at), exact: (at: string) => sayExactly(at) }

/** A time as people say it, exact on hover and for machines. */
export function When({ at, as = 'when' }: Props) {
  return <time dateTime={at} title={sayExactly(at)}>{say[as](at)}</time>
}
