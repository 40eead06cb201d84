/** Everything the service answers, in one place to import from. */
export type * from './answer-types'
export type * from './carer-types'
export type * from './dialog-plus-types'
export type * from './emergency-types'
export type * from './goal-types'
export type * from './outcome-types'
export type * from './step-up-types'
export type * from './trusted-types'
