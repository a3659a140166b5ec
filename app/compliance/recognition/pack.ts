import * as z from 'zod'
import { categories, softwareClasses } from './result'

const sample = z.strictObject({
  title: z.string().min(1),
  publisher: z.string().nullish(),
  version: z.string().nullish(),
})

const noise = z.strictObject({
  id: z.string(),
  class: z.enum(['patch', 'driver', 'runtime', 'component', 'os-part']),
  title: z.string().optional(),
  publisher: z.string().optional(),
  hint: z.string().optional(),
  /** Only for rows that no rule knows. */
  fallback: z.boolean().optional(),
})

const rule = z.strictObject({
  id: z.string(),
  publisher: z.string(),
  /** Matches a whole title; `{edition}` stands for the words of `editions`, a group `release` for the release. */
  title: z.string(),
  version: z.strictObject({ from: z.string().optional(), below: z.string().optional() }).optional(),
  product: z.string(),
  edition: z.string().nullable().default(null),
  release: z.string().nullable().default(null),
  category: z.enum(categories),
  class: z.enum(softwareClasses),
  /** The suite this row is the head of, or a part of. */
  suite: z.string().optional(),
  memberOf: z.string().optional(),
  household: z.boolean().optional(),
  /** The title may go on: a truncated one matches too. */
  prefix: z.boolean().optional(),
  /** Fires for rows without any publisher too. */
  unmistakable: z.boolean().optional(),
  examples: z.array(sample).min(1),
  counterexamples: z.array(sample).min(1),
})

/** `recognition-pack/1`: what titles mean, as data that an officer activates. */
export const recognitionPack = z.strictObject({
  pack: z.literal('recognition-pack/1'),
  id: z.string(),
  version: z.iso.date(),
  publishers: z.array(z.strictObject({ key: z.string(), names: z.array(z.string()).min(1) })),
  noise: z.array(noise),
  editions: z.array(
    z.strictObject({ key: z.string(), words: z.array(z.string()).min(1), household: z.boolean().optional() }),
  ),
  rules: z.array(rule),
})

export type RecognitionPack = z.infer<typeof recognitionPack>
export type Rule = RecognitionPack['rules'][number]
export type Noise = RecognitionPack['noise'][number]
export type Sample = z.infer<typeof sample>
