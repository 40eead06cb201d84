export { PlanToRead } from './PlanToRead'
export { PleaseDoDont } from './PleaseDoDont'
export { isEmpty, pleaseIn, writtenSections } from './rules'
