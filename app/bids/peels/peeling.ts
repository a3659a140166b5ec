import * as z from 'zod'

/** What an opener's browser asks for and brings back; the opener's key itself stays there. */
const over = z.string().regex(/^[0-9a-f]{64}$/)
const stage = z.enum(['technical', 'price'])
const pair = z.tuple([z.int().min(1).max(3), z.int().min(1).max(3)])
const box = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(2000)

const listOf = <T extends z.ZodType>(entry: T) =>
  z
    .string()
    .max(500_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'unfit' })
        return z.NEVER
      }
    })
    .pipe(z.array(entry).min(1).max(200))

export const ceremonyForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('take'), stage, over }),
  z.object({
    move: z.literal('peel'),
    stage,
    over,
    peels: listOf(z.object({ item: z.uuid(), pair, inner: box.nullable() })),
  }),
  z.object({
    move: z.literal('finish'),
    stage,
    over,
    keys: listOf(
      z.object({
        item: z.uuid(),
        pair,
        key: z
          .string()
          .regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/)
          .nullable(),
      }),
    ),
  }),
])
type CeremonyValues = z.infer<typeof ceremonyForm>
export type PeelValues = Omit<Extract<CeremonyValues, { move: 'peel' }>, 'move'>
export type KeyValues = Omit<Extract<CeremonyValues, { move: 'finish' }>, 'move'>

export type Deed = 'peel' | 'finish' | 'wait'

/** What is for opener `no` to do, when these numbers have taken their outer layers off. */
export function deedOf(no: number, firstLayers: readonly number[]): Deed {
  if (firstLayers.some((first) => first < no)) return 'finish'
  return no < 3 && !firstLayers.includes(no) ? 'peel' : 'wait'
}
