/** Who of those that see the plan sees the section in which the photos stand. */
import type { PlanAudience, SafetyPlan } from '../../shared/api-types'

export const audienceOf = (plan: SafetyPlan): PlanAudience => plan.sections.find(({ heading }) => heading === 'going')?.audience ?? 'shared'
