/** English copy of a person's page as their team sees it. What is hidden and what is empty read the same. */
export const words = {
  title: 'A person of your team',
  what: 'this page',
  back: 'Caseload',
  gone: 'There is nobody here whom your team looks after.',
  goneMore: 'Somebody may have moved to another team.',

  requestOpen: (name: string) => `${name} has asked for more support`,
  requestUnanswered: 'Nobody has answered yet.',
  requestPromised: (by: string) => `${by} has answered.`,
  requestGoing: 'The team is in touch.',
  requestSee: 'Open the request.',

  keyWorker: 'Key worker',
  team: 'Team',
  champion: 'Looks after carers',
  nobodyYet: 'Nobody yet',

  aroundTitle: (name: string) => `Who is around ${name}`,
  aroundNone: 'Nobody is written down here.',
  aboutNone: 'Nothing is written down here.',
  unseen: (name: string) => `What you do not see here, ${name} has not written or not shared.`,
  seen: (name: string) => `${name} can see that you opened this page.`,

  messages: 'Messages from carers',
  emergency: 'In an emergency',
}
