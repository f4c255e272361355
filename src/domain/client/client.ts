/** Life of a client, as the guideline's section "Life of a client" tells it. */
export const clientStates = ['candidate', 'designated', 'exited'] as const

export type ClientState = (typeof clientStates)[number]

/** What makes a client worth a key place (Art. 5). */
export const keyDimensions = ['key_industry', 'key_region', 'key_client', 'key_product'] as const

export type KeyDimension = (typeof keyDimensions)[number]
