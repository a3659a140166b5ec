import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { bodyOf, commitmentOf } from '~/rounds/frame'
import { envelopeField } from '~/rounds/sealing/envelope'
import { fromBase64 } from '~/kernel/base64'
import { type BundleBid, bundleBid } from '../form'

/** Bundles are told apart by a letter: a lot of the vendor's is in at most one of them. */
export const groups = ['A', 'B', 'C'] as const
export type Group = (typeof groups)[number]

const mostLots = 4

/** A discount in percent with at most two decimals, as basis points. */
const percentField = z
  .string()
  .transform((typed) => typed.normalize('NFKC').replace('%', '').trim())
  .refine((typed) => typed === '' || /^\d{1,2}(\.\d{1,2})?$/.test(typed), 'percent-form')
  .transform((typed) => (typed === '' ? null : Math.round(Number(typed) * 100)))
  .refine((bps) => bps === null || bps > 0, 'percent-form')

export type Bundle = BundleBid['bundles'][number]

/** Which of the vendor's lots are bundled, and for how much less; each problem at its cell. */
export const bundlesForm = (ownLots: readonly string[]) =>
  z
    .object({
      notice: z.string().regex(/^[0-9a-f]{64}$/),
      group: z.record(z.uuid(), z.union([z.literal(''), z.enum(groups)])).default({}),
      discount: z
        .object({ A: percentField.optional(), B: percentField.optional(), C: percentField.optional() })
        .default({}),
    })
    .transform(({ notice, group, discount }, context) => {
      const wrong = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
      const bundles = groups.flatMap((letter): Bundle[] => {
        const lots = ownLots.filter((lot) => group[lot] === letter)
        const discountBps = discount[letter] ?? null
        if (lots.length === 0 && discountBps === null) return []
        if (lots.length < 2) wrong(['discount', letter], 'bundle-too-small')
        else if (lots.length > mostLots) wrong(['discount', letter], 'bundle-too-large')
        else if (discountBps === null) wrong(['discount', letter], 'required')
        return [{ lots, discountBps: discountBps ?? 0 }]
      })
      const foreign = Object.entries(group).find(([lot, letter]) => letter && !ownLots.includes(lot))
      if (foreign) wrong(['group', foreign[0]], 'bundle-without-bid')
      if (bundles.length === 0) wrong(['discount', 'A'], 'bundles-none')
      return { notice, bundles }
    })
export type BundlesValues = z.infer<ReturnType<typeof bundlesForm>>

/** What the vendor's browser posts: the envelope and the notice that it answers. */
export const bundleDeposit = z.object({ notice: z.string().regex(/^[0-9a-f]{64}$/), bundle: envelopeField })
export type BundleDeposit = z.infer<typeof bundleDeposit>

export const bundleBidOf = (place: { round: string; vendor: string }, bundles: Bundle[]): BundleBid => ({
  format: 'bundle-bid/1',
  ...place,
  bundles,
})

/** `bundle-copy/1`: what the vendor's browser keeps of its bundles. */
const bundleCopy = z.object({
  format: z.literal('bundle-copy/1'),
  round: z.uuid(),
  recovery: z.string(),
  bundle: z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/),
})
export type BundleCopy = z.infer<typeof bundleCopy>

/** The bundles in a copy, if it is the copy of what was committed to; null otherwise. */
export function readBundleCopy(text: string, commitment: string): Bundle[] | null {
  try {
    const frame = fromBase64(bundleCopy.parse(JSON.parse(text)).bundle)
    if (bytesToHex(commitmentOf(frame)) !== commitment) return null
    return bundleBid.safeParse(bodyOf(frame)).data?.bundles ?? null
  } catch {
    return null
  }
}
