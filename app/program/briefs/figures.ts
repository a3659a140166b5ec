import type { Known } from '~/compliance/known/share'

/** What facts say of a period, as a brief keeps it. Money is fen as text; null where fewer than five would show. */
export type BriefFigures = {
  enterprises: number
  compliantBefore: number
  compliant: number
  gaps: number
  measures: Record<string, number>
  districts: Place[]
  sectors: Place[]
  rounds: BriefRound[]
  paid: string
  reference: string
  mediated: number | null
  trainings: number
  attended: number
  listed: { name: string; uscc: string; decisionNo: string; ground: string }[]
  removed: number
  /** How much of the lists behind these figures was recognized, and by which pack; briefs before it was told lack it. */
  known?: Known
}
export type Place = {
  code: string
  nameZh: string
  nameEn: string
  enterprises: number
  compliant: number | null
}
export type BriefRound = {
  number: string
  title: string
  titleEn: string | null
  licenses: number
  paid: string
  reference: string
}

export const shareOf = ({ compliant, enterprises }: Place) =>
  compliant === null || enterprises === 0 ? null : compliant / enterprises

export const savedOf = ({ reference, paid }: Pick<BriefFigures, 'reference' | 'paid'>) =>
  BigInt(reference) - BigInt(paid)
