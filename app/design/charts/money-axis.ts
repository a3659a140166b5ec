import type { ScaleLinear } from 'd3-scale'
import type { useFormat } from '../format'

/** Amounts in fen up the side of a picture: short, or in full where short ones would read alike. */
export function moneyAxis(y: ScaleLinear<number, number>, format: ReturnType<typeof useFormat>) {
  const ticks = y.ticks(4)
  const short = (fen: number) => format.moneyShort(fen)
  const full = (fen: number) => format.money(BigInt(Math.round(fen)))
  return { ticks, y, format: new Set(ticks.map(short)).size === ticks.length ? short : full }
}
