/** English copy of the walk's screens. Every sentence is read in distress: short, one thing at a time. */
import type { PlanHeading } from '../api-types'

type Lead = { title?: string; lead: string }

export const walk = {
  backToPlan: 'My plan',
  nothingSent: 'Nothing is sent to anybody. You go at your own pace.',
  asOf: (day: string) => `This is your plan as of ${day}.`,
  next: 'Next',
  thisHelped: 'This helped',
  helpedBefore: 'This has helped before.',
  ring: 'Ring',
  ringName: (name: string) => `Ring ${name}`,
  text: 'Text',
  textName: (name: string) => `Text ${name}`,
  talk: 'Talk to somebody',

  /** Over each section, for somebody who is in the middle of it. Without a title the section keeps its own. */
  leads: {
    signs: { lead: 'Is any of this happening now?' },
    triggers: { lead: 'Can you step away from any of this for now?' },
    myself: { lead: 'Choose one thing. Give it a few minutes.' },
    distract: { lead: 'You do not have to talk about it. Being there is enough.' },
    people: { lead: 'Ring or text one of them. You do not have to explain.' },
    services: { lead: 'Somebody there will listen.' },
    safer: { lead: 'Is there one of these that you can do now?' },
    going: { lead: 'Take a moment with these.' },
    next_time: { title: 'What I would like to try', lead: 'You thought of this for a time like now.' },
    distressed: { lead: 'If somebody is with you, show them this.' },
  } satisfies Record<PlanHeading, Lead> as Readonly<Record<PlanHeading, Lead>>,
}
