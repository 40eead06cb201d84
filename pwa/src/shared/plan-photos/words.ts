/** English copy of a photo. */
export const words = {
  unnamed: 'A photo',
  failed: 'We could not get this photo. It is still kept.',
  again: 'Try again',
  againLabel: (photo: string) => `Try again: ${photo}`,
}
