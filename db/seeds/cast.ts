/** Everyone's password in the demo market. */
export const demoPassword = 'muster-demo-2026'

export type Member = { mail: string; shown: boolean }

/** The people of the demo market; `shown` ones stand on the demo's sign-in page, one per role. */
export const cast: readonly Member[] = []
