/** English copy of /privacy. */
export const privacy = {
  heading: 'Privacy',
  parts: [
    {
      heading: 'Who can see your record',
      says: [
        'Your team sees the parts that you share with them. You choose, and you can change it at any time.',
        'The requests for support that you send always go to your team.',
        'People whom you invite see the parts that you choose, for as long as you choose. You can stop it at once.',
        'In an emergency a worker may look for up to four hours without asking you. They must say why, and you are told.',
        'Carers can tell your team something in confidence. You do not see that.',
        'Answers and goals that you mark “only me” are seen by nobody else, whatever you share.',
        'Figures about a whole team count answers that the team may see. They name nobody and show no group of fewer than five.',
        'Every time somebody else looks, it is written down. You can see that list under “Who has looked”.',
      ],
    },
    {
      heading: 'What is on this device',
      says: [
        'Words and answers that you have begun and not sent. They go away when you send them or sign out.',
        'The app itself and the crisis numbers, so that they are there with no signal. They have nothing about you in them.',
        'A copy of your safety plan, if you chose that. Nothing of it is kept before you choose.',
        'A copy that opens at once can be read by anybody who can open this device. A PIN or a passkey keeps it shut.',
        'If you lose this device, sign in elsewhere and press “Forget” beside it. The copy goes when it next has a signal.',
        'Signing out removes everything of yours from this device, also with no signal.',
        'After 30 minutes in which you do nothing, and 12 hours after you signed in, you are signed out. The copy of your plan stays then, if you chose one.',
        'What you were writing is kept in the service when that happens, and when you put the app away. Only you can read it, when you sign in. It goes after 7 days.',
        'If you sign out yourself, what you were writing is thrown away, here and in the service.',
      ],
    },
    {
      heading: 'Messages',
      says: [
        'A message on your locked screen says only “You have a new message.”',
        'E-mails and texts say nothing about you or your health.',
      ],
    },
    {
      heading: 'Signing in by NHS login',
      says: [
        'Where it is offered and you choose it, NHS login learns that you use Waymark and when you sign in. It learns nothing of what is here.',
        'It tells us who you are, how surely it knows that, and your NHS number. We keep the number, and by what to know you again.',
        'You can take it away on your account page, as long as you have another way in.',
      ],
    },
    {
      heading: 'Leaving quickly',
      says: [
        '“Leave” at the top of each page, or pressing the Shift key three times, empties the page at once and shows the weather.',
        'It does not sign you out, and it leaves the copy of your plan where it is. If somebody may pick up this device, sign out.',
        'It cannot hide that you were here: other pages of Waymark stay in this browser’s history until you delete them.',
        'It cannot hide the app’s icon if you have added it to your phone, nor messages that have already arrived.',
        'It cannot hide your visit from somebody who watches this device or its internet connection with other software.',
      ],
    },
    {
      heading: 'Cookies',
      says: [
        'One cookie keeps you signed in. If you keep your plan on this device, a second one says that it may be kept.',
        'If you sign in by another service, such as NHS login, one more says for an hour that it was this browser that set out.',
        'There are no others. Nobody follows what you do here.',
      ],
    },
  ],
}
