export const channelKinds = [
  'joint',
  'procedure',
  'caucus_claimant',
  'caucus_respondent',
  'team_claimant',
  'team_respondent',
  'notes',
] as const

/** Every case has these, one of each at a time. */
export type CaseChannelKind = (typeof channelKinds)[number]
/** Experts have channels of their own, by number. */
export type ChannelKind = CaseChannelKind | 'expert'
/** What the head of a body and a mediator settle is of no case. */
export type AnyChannelKind = ChannelKind | 'body'
export type CaseRole =
  | 'claimant'
  | 'respondent'
  | 'mediator'
  | 'registrar'
  | 'head'
  | 'guest'
  | 'expert'
  | 'clock'
export type Side = 'claimant' | 'respondent'

export const sides = ['claimant', 'respondent'] as const satisfies readonly Side[]
export const otherSide = (side: Side): Side => (side === 'claimant' ? 'respondent' : 'claimant')

/** On which side of the case one sits; null for those between the sides. */
export const sideIn = (roles: readonly CaseRole[]): Side | null =>
  sides.find((side) => roles.includes(side)) ?? null

/** The side that an address names; null for anything else. */
export const sideOfPath = (path: string | undefined): Side | null =>
  sides.find((side) => side === path) ?? null

/** The kind of channel that an address names; null for anything else. */
export const kindOfPath = (path: string | undefined): CaseChannelKind | null =>
  channelKinds.find((kind) => kind === path) ?? null

/** The page of each channel under its case; a side's caucus and a mediator's two have addresses of their own. */
export const pathOf: Record<CaseChannelKind, string> = {
  joint: 'joint',
  procedure: 'procedure',
  caucus_claimant: 'caucus/claimant',
  caucus_respondent: 'caucus/respondent',
  team_claimant: 'team/claimant',
  team_respondent: 'team/respondent',
  notes: 'notes',
}

/** One color per kind of channel; a side and its caucus never look alike. */
export const toneOf = {
  joint: 1,
  caucus_claimant: 2,
  caucus_respondent: 2,
  team_claimant: 3,
  team_respondent: 3,
  notes: 4,
  procedure: 5,
  expert: 6,
  body: 5,
} as const satisfies Record<AnyChannelKind, number>

/** Channels whose existence is nobody else's business: no event, no counter, no file name tells of them. */
export const isPrivate = (kind: ChannelKind) => kind !== 'joint' && kind !== 'procedure'

/** The channels that somebody in these roles reads, the narrowest first: where "write" opens. */
export function channelsOf(roles: readonly CaseRole[]): CaseChannelKind[] {
  const mine: CaseChannelKind[] = []
  for (const side of sides) if (roles.includes(side)) mine.push(`team_${side}`, `caucus_${side}`)
  if (roles.includes('mediator')) mine.push('notes', 'caucus_claimant', 'caucus_respondent')
  if (roles.includes('registrar')) mine.push('procedure')
  mine.push('joint', 'procedure')
  return [...new Set(mine)]
}

/** A message that may leave this channel, item by item, for the joint one. */
export const isReleasable = (kind: ChannelKind) => kind.startsWith('caucus_')

/** The number of an expert's channel that an address names; null for anything else. */
export const expertNoOf = (path: string | undefined): number | null =>
  path !== undefined && /^[12][1-9]$/.test(path) ? Number(path) : null

export const expertPath = (no: number) => `experts/${no}`

/** The number of a side's caucus that an address names; null for anything else. */
export const earlierNoOf = (path: string | undefined): number | null =>
  path !== undefined && /^[1-9]\d?$/.test(path) ? Number(path) : null
