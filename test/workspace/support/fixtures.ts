/** Where the stored examples stand. */
export const fixturesFolder = new URL('../fixtures/', import.meta.url)
