/** The most letters the service takes. */
export const longestWords = 4000
