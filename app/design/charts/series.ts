/** Six colors for things that differ without meaning better or worse; beyond six, the last one is shared. */
export const seriesFill = [
  'fill-series-1',
  'fill-series-2',
  'fill-series-3',
  'fill-series-4',
  'fill-series-5',
  'fill-series-6',
] as const
export const seriesStroke = [
  'stroke-series-1',
  'stroke-series-2',
  'stroke-series-3',
  'stroke-series-4',
  'stroke-series-5',
  'stroke-series-6',
] as const

export const fillOf = (index: number) => seriesFill[Math.min(index, 5)]!
export const strokeOf = (index: number) => seriesStroke[Math.min(index, 5)]!
