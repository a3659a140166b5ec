import { type Canonical, canonicalHash } from '~/kernel/canonical'

export const reasons = [
  'no_bid',
  'all_or_nothing',
  'capacity',
  'stand_alone',
  'vendor_not_accepted',
  'winner_limit',
  'lot_not_awarded',
  'ceiling',
] as const
/** Why a pledge was not served, the first that applies (award.md §3.4). */
export type Reason = (typeof reasons)[number]

export type CertificateWinner = {
  lot: string
  vendor: string
  tier: number
  bundle: number | null
  unitPrice: string
  quantity: number
  pledges: number
}

export type ScoreRow = {
  lot: string
  vendor: string
  n: string
  priceScore: number
  quality: number
  total: number
  rank: number
  quantity: number
  unitPrice: string
}

export type Multipliers = {
  alpha: Record<string, string>
  beta: Record<string, string>
  /** by all-or-nothing buyer and lot, with a sign; only where it tightens the bound */
  lambda?: Record<string, Record<string, string>>
}

/** The second has lambda (award.md §6). */
export type BoundMethod = 'plan-lagrangian/1' | 'plan-lagrangian/2'

/** `award-certificate/1` (award.md §3.3): money in decimal strings, counts in integers, no time inside. */
export type Certificate = {
  format: 'award-certificate/1'
  rules: 'muster-award/1'
  method: 'saving' | 'comprehensive' | 'tqd'
  instance: { id: string; hash: string }
  options: { noWorseOff: boolean; seed: string }
  objective: string
  cost: string
  winners: CertificateWinner[]
  assign: [buyer: string, lot: string, vendor: string, quantity: number][]
  unserved: [buyer: string, lot: string, reason: Reason][]
  bound: (Multipliers & { method: BoundMethod; value: string }) | null
  solverBound: { value: string; engine: string; tolerance: string } | null
  gapPpm: number | null
  status: 'optimal' | 'gap' | 'ranked'
  counts: { pledges: number; served: number; units: number; envied: number; improvable: number }
  scoring: ScoreRow[]
  engine: {
    name: string
    version: string
    milp: string | null
    milpOptions: Record<string, string | number | boolean> | null
    stoppedBy: 'proof' | 'gap' | 'nodes' | 'time'
    reproducible: boolean
  }
  /** of a total quantity discount alone, in place of `assign` */
  flow?: [supplier: string, good: number, quantity: number][]
  awardHash: string
  hash: string
}

/** The hash of what was awarded: the same award has the same hash, however it was found. */
export const awardHashOf = ({
  instance,
  options,
  winners,
  assign,
}: Pick<Certificate, 'instance' | 'options' | 'winners' | 'assign'>) =>
  `sha256:${canonicalHash({ instance, options, winners, assign } as Canonical)}`

/** The hash of all of a certificate but the hash itself. */
export function certificateHashOf({ hash: _, ...facts }: Omit<Certificate, 'hash'> & { hash?: string }) {
  return `sha256:${canonicalHash(facts as unknown as Canonical)}`
}

/** ceil((bound − objective) × 10⁶ / objective); 0 if both are 0, null if only the objective is, or without a bound. */
export function gapPpmOf(objective: bigint, bound: bigint | null): number | null {
  if (bound === null) return null
  if (objective === 0n) return bound === 0n ? 0 : null
  const gap = (bound - objective) * 1_000_000n
  return Number(gap <= 0n ? 0n : (gap + objective - 1n) / objective)
}

/** Order of names: by UTF-16 code units, `L10` before `L2`. */
export const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
