/** What a pilot of asset management is judged by (compliance.md §11), each area with 0 to 4 points. */
export const areas = ['responsibility', 'daily_use', 'configuration', 'ledgers', 'maintenance'] as const
export type Area = (typeof areas)[number]
export const mostPoints = 4
const enough = 16
const leastPerArea = 2

/** How an enterprise stood at a moment, counted by the database from its lists and its position. */
export type PilotFigures = {
  status: 'gap' | 'unknown' | 'regularized' | 'compliant' | 'not_applicable' | 'not_inspected'
  computers: number
  /** with a list of the last thirty days */
  listed: number
  rows: number
  unknownRows: number
  installed: number
  entitled: number
  covered: number
  gap: number
  surplus: number
  /** installations whose edition or product is not determined */
  open: number
  /** products whose books and use are held against each other, and those with a cause that asks for something */
  books: number
  openBooks: number
  /** of the three ledgers */
  ledgersOnTime: number
  products: readonly ProductFigures[]
}
export type ProductFigures = {
  id: string
  nameZh: string
  nameEn: string | null
  installed: number
  covered: number
  gap: number
  surplus: number
}

// The least share for 4, 3, 2 and 1 points.
const steps = { daily_use: [0.98, 0.9, 0.75, 0.5], configuration: [0.95, 0.9, 0.8, 0.6] } as const

export const shareLines = ['daily_use', 'configuration', 'ledgers', 'licensed'] as const
export const ledgersDue = 3

/** The shares that facts can tell; null where nothing is counted. */
export function sharesOf(figures: PilotFigures) {
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  return {
    daily_use: share(figures.listed, figures.computers),
    configuration: share(figures.rows - figures.unknownRows, figures.rows),
    ledgers: share(figures.books - figures.openBooks, figures.books),
    licensed: share(figures.covered, figures.installed + figures.open),
  }
}

/** The points that facts give to an area; null where a person has to judge: rules on file, requests and their reasons. */
export function computedPoints(area: Area, figures: PilotFigures): number | null {
  if (area === 'responsibility' || area === 'maintenance') return null
  if (area === 'ledgers') return ledgerPoints(figures)
  const share = sharesOf(figures)[area]
  const step = steps[area].findIndex((least) => share !== null && share >= least)
  return step < 0 ? 0 : mostPoints - step
}

/** Two points for ledgers taken along on time, one if some are; two for books that agree with use, one from four in five. */
function ledgerPoints(figures: PilotFigures): number {
  const agreeing = sharesOf(figures).ledgers
  if (agreeing === null) return 0
  const onTime = figures.ledgersOnTime === ledgersDue ? 2 : figures.ledgersOnTime > 0 ? 1 : 0
  return onTime + (agreeing === 1 ? 2 : agreeing >= 0.8 ? 1 : 0)
}

type Points = Record<Area, number>
export type Score = { points: number; computed: number | null; reason: string | null }
/** The checklist at the start and at the end, as far as it is filled in. */
export type Scores = Partial<Record<'start' | 'end', Record<Area, Score>>>

export const pointsOf = (scores: Record<Area, Score>) =>
  Object.fromEntries(areas.map((area) => [area, scores[area].points])) as Points

export const totalOf = (points: Points) => areas.reduce((sum, area) => sum + points[area], 0)

/** A pilot is passed by its sum, unless one area lags behind. */
export const passes = (points: Points) =>
  totalOf(points) >= enough && areas.every((area) => points[area] >= leastPerArea)

/** The first area whose points differ from what facts give, or that facts do not tell, and that has no reason. */
export const unexplained = (
  points: Points,
  reasons: Partial<Record<Area, string | null>>,
  figures: PilotFigures,
): Area | undefined => areas.find((area) => points[area] !== computedPoints(area, figures) && !reasons[area])
