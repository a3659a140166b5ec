/** What a product must meet to stand on the recommended list 推荐正版软件名录. */
export const criteria = ['genuine', 'secure', 'compatible', 'service', 'price'] as const
export type Criterion = (typeof criteria)[number]

export const verdicts = ['met', 'not_met'] as const
export type Verdict = (typeof verdicts)[number]

export type Review = Partial<Record<Criterion, Verdict>>

/** What still stands against a product by its review. */
export const unmetOf = (review: Review) => criteria.filter((criterion) => review[criterion] !== 'met')
