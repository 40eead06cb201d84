/** English copy of /look: the plain look, and what the quick way out cannot hide. */
export const look = {
  heading: 'How this app looks on this device',
  intro: 'If others look at this device too, a plain look may feel safer. You can change it here at any time.',
  legend: 'Name and sign',
  own: 'Waymark',
  ownHint: 'Its own name and sign.',
  plain: 'Notebook',
  plainHint: 'A plain name, and a sign like a notebook.',
  notKept: 'This browser keeps nothing. The look goes back when you close this page.',
  changedTo: (name: string) => `It is called ${name} on this device now.`,

  changesHeading: 'What the plain look changes',
  changes: [
    'The name and the sign at the top of each page, in the tab, and when you add the app to a phone.',
    'It is for this device only. It stays when you sign out.',
  ],
  cannotHeading: 'What it cannot change',
  cannot: [
    'The address of this site stays the same.',
    'Some pages still say Waymark in their words. So does a message on your locked screen.',
    'Pages that you opened before keep their old name in the browser’s history.',
  ],
  installedHeading: 'If the app is on your phone already',
  installed: 'Its icon stays as it is. Take it off the phone, open this page in your browser, and add it again.',
  installedPlan: 'On some phones, taking the app off also removes the plan that is kept there. Then choose again to keep it.',

  leaveHeading: 'Leaving quickly',
  leave: [
    'Press “Leave” at the top, or the Shift key three times. The page is empty at once, then shows the weather.',
    '“Back” then leads to the weather again. To come back, type the address or tap the icon.',
    'It does not sign you out, and a plan that is kept on this phone stays on it.',
    'It cannot clear the browser’s history, or what somebody has seen already.',
  ],
  privacy: 'More on what is kept where',
}
