import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { ApiError } from '../../shared/api'
import type { Id } from '../../shared/api-types'
import { Radios, TextInput, type FormError } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { inviteTrusted, type NewTrusted } from '../people/api'
import { askedIn } from '../AsksFields'
import { keepFresh } from '../people/fresh-link'
import { wantedIn } from '../terms'
import { errorsOf } from '../trouble'
import type { Draft, How, StepProps } from './draft'
import { StepPage } from './StepPage'
import { words } from './words'

const ways = (Object.keys(words.howOptions) as How[]).map((value) => ({ value, ...words.howOptions[value] }))

/** `id`: made with the page, so that trying again is the same invitation. */
type Making = { id: Id; wording: string; onStale: () => void }

/** How the link gets to them; then the invitation is made. */
export function SendStep({ draft, change, caption, onBack, id, wording, onStale }: StepProps & Making) {
  const [missing, setMissing] = useState<FormError[]>([])
  const { isSending, error, fieldError, send, forget } = useSending()
  const { route } = useLocation()
  const how = draft.how ?? 'here'
  const make = () => {
    const gaps = how === 'message' && draft.contact.trim() === '' ? [{ field: 'contact', words: words.contactMissing }] : []
    setMissing(gaps)
    if (gaps.length > 0) { forget(); return; }
    void send(async () => {
      const asked = invitationIn(draft, how, wording)
      const { person, ...link } = await inviteTrusted(id, asked).catch((refusal: unknown) => {
        if (refusal instanceof ApiError && refusal.code === 'sharing.other_wording') onStale()
        throw refusal
      })
      keepFresh({ id: person.id, name: person.name, how, contact: asked.contact, ...link })
      route(`/people/${person.id}/link`, true)
    })
  }
  const errors = missing.length > 0 ? missing : errorsOf(error, 'contact', 'name', 'please_do', 'please_dont')
  return (
    <StepPage
      key="send"
      title={words.sendTitle(draft.name)}
      caption={caption}
      errors={errors}
      onSend={make}
      onBack={onBack}
      isBusy={isSending}
      busyWords={words.making}
      button={words.make}
    >
      <Radios name="how" legend={words.how} value={how} onChange={(chosen) => change({ how: chosen })} options={ways} />
      {how === 'message' && (
        <div class="wm-under-choice">
          <TextInput
            name="contact"
            label={words.contact}
            value={draft.contact}
            onInput={(contact) => change({ contact })}
            inputMode="email"
            error={missing[0]?.words ?? fieldError('contact')}
          />
        </div>
      )}
    </StepPage>
  )
}

function invitationIn({ name, relation, choice, asks, contact }: Draft, how: How, wording: string): NewTrusted {
  return {
    name,
    relation: relation ?? 'someone',
    contact: how === 'message' ? contact.trim() : null,
    ...askedIn(asks),
    review_at: null,
    sections: wantedIn(choice, Date.now()),
    wording,
  }
}
