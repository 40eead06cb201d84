/** English copy of the way to what somebody may share. */
export const words = {
  title: (name: string) => `What ${name} may share with you`,
  safetyPlan: (name: string) => `Safety plan of ${name}`,
  goals: (name: string) => `Goals of ${name}`,
  howLifeIs: (name: string) => `How life is going for ${name}`,
  workingOn: (name: string) => `What ${name} is working on`,
}
