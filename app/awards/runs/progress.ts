import type { Phase } from '../engine/search'

/** A moment of a computation as it is kept: milliseconds since it began, fen in text. */
export type KeptPoint = { at: number; phase: Phase; incumbent: string; bound: string | null }

export type RunPoint = { seconds: number; phase: Phase; incumbent: bigint; bound: bigint | null }

/** The course of a computation, ascending in time. */
export const pointsOf = (kept: readonly KeptPoint[]): RunPoint[] =>
  kept
    .map(({ at, phase, incumbent, bound }) => ({
      seconds: at / 1000,
      phase,
      incumbent: BigInt(incumbent),
      bound: bound === null ? null : BigInt(bound),
    }))
    .toSorted((a, b) => a.seconds - b.seconds)
