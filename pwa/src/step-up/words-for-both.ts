/** English copy of what stands on the person's page of a request and on the worker's: neither need fetch the other's words. */
export const both = {
  notThere: 'We cannot find this request. The address may have a mistake in it, or the request may be for somebody else.',
  toList: { '/my-requests': 'See my requests', '/requests': 'See the requests' },
  history: 'What has happened',
  stale: (at: string) => `Not connected. What you see is from ${at}.`,
  reopen: 'Open it again',
  reopening: 'Opening…',
  reopenWords: 'What has changed? You can leave this empty.',
  failed: {
    notSent: 'This has NOT been sent',
    unsure: 'We cannot be sure that this was sent',
    unsureBody: 'The answer did not come back. You can try again. It will not be sent twice.',
    kept: 'Your words are still here.',
    again: 'Try again',
  },
}
