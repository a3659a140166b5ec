import { awardHashOf, byName, type Certificate, certificateHashOf } from '../certificate'
import { instanceHash } from '../instance'
import type { Flow, TqdInstance } from '../tqd'
import { LinearModel } from './milp/model'
import { type Limits, loadSolver, type Solved } from './milp/solver'
import type { SearchLimits } from './solve'

type Cell = { column: number; supplier: string; good: number; price: number }

/** The cheapest purchase of everything that is demanded, as one program; throws where there is none. */
export async function solveTqd(
  instance: TqdInstance,
  seed: string,
  { gapPpm = 0, nodes = 100_000, steps = 4_000_000, seconds = 60 }: SearchLimits = {},
): Promise<Certificate> {
  const now = () => performance.now()
  const solver = await loadSolver(now)
  const limits: Limits = { gap: gapPpm / 1e6, nodes, steps, until: now() + seconds * 1000 }
  const relaxed = modelOf(instance, false)
  let solved: Solved = solver.maximize(relaxed.model, limits)
  let flow = solved.values && flowOf(instance, relaxed.cells, solved.values)
  if (!flow && !solved.isInfeasible) {
    // With the intervals chosen the rest is a transport problem, whose corners are whole; should it end elsewhere:
    const whole = modelOf(instance, true)
    solved = solver.maximize(whole.model, limits)
    flow = solved.values && flowOf(instance, whole.cells, solved.values)
  }
  if (!flow) throw new Error(solved.isInfeasible ? 'the demand cannot be met' : 'no purchase was found')
  const cost = costOf(instance, flow)
  const least = Number.isFinite(solved.bound) ? BigInt(Math.ceil(-solved.bound - 1e-6 * Number(cost))) : null
  const bound = solved.stoppedBy === 'proof' || (least !== null && least > cost) ? cost : least
  const facts: Omit<Certificate, 'hash' | 'awardHash'> = {
    format: 'award-certificate/1',
    rules: 'muster-award/1',
    method: 'tqd',
    instance: { id: instance.id ?? '', hash: `sha256:${instanceHash(instance)}` },
    options: { noWorseOff: false, seed },
    objective: '0',
    cost: String(cost),
    winners: [],
    assign: [],
    unserved: [],
    bound: null,
    solverBound:
      bound === null
        ? null
        : { value: String(bound), engine: `highs ${solver.version}`, tolerance: '0.000001' },
    gapPpm: null,
    status: bound === cost ? 'optimal' : 'gap',
    counts: {
      pledges: 0,
      served: 0,
      units: flow.reduce((sum, [, , n]) => sum + n, 0),
      envied: 0,
      improvable: 0,
    },
    scoring: [],
    engine: {
      name: 'tqd',
      version: '1',
      milp: `highs ${solver.version}`,
      milpOptions: { gapPpm, nodes, steps, seconds },
      stoppedBy: solved.stoppedBy,
      reproducible: solved.stoppedBy !== 'time',
    },
    flow,
  }
  const hashed = { ...facts, awardHash: awardHashOf(facts) }
  return { ...hashed, hash: certificateHashOf(hashed) }
}

/** One choice of interval per supplier, and flows of each good within it. */
export function modelOf({ demand, suppliers }: TqdInstance, isWhole: boolean) {
  const model = new LinearModel()
  const cells: Cell[] = []
  for (const { id, cap, intervals, price } of suppliers) {
    const chosen = intervals.map(() => model.column(0, 1))
    model.row(
      -Infinity,
      1,
      chosen.map((y) => [y, 1]),
    )
    intervals.forEach(({ from }, at) => {
      const most = Math.min(cap, (intervals[at + 1]?.from ?? Infinity) - 1)
      const flows = Object.entries(price).map(([good, prices]): Cell => {
        const limit = Math.min(demand[Number(good)]!, cap)
        const column = model.column(-prices[at]!, limit, { isWhole })
        model.row(-Infinity, 0, [
          [column, 1],
          [chosen[at]!, -limit],
        ])
        return { column, supplier: id, good: Number(good), price: prices[at]! }
      })
      cells.push(...flows)
      const total = flows.map(({ column }) => [column, 1] as const)
      model.row(0, Infinity, [...total, [chosen[at]!, -from]])
      model.row(-Infinity, 0, [...total, [chosen[at]!, -Math.max(most, 0)]])
    })
  }
  const byGood = Map.groupBy(cells, ({ good }) => good)
  demand.forEach((units, good) => {
    model.row(
      units,
      units,
      (byGood.get(good) ?? []).map(({ column }) => [column, 1]),
    )
  })
  return { model, cells }
}

/** Whole flows, sorted; null where they do not add up. */
function flowOf({ demand }: TqdInstance, cells: readonly Cell[], values: Float64Array): Flow[] | null {
  const flow = cells
    .map(({ column, supplier, good }): Flow => [supplier, good, Math.round(values[column]!)])
    .filter(([, , quantity]) => quantity > 0)
    .toSorted((a, b) => byName(a[0], b[0]) || a[1] - b[1])
  const met = demand.map(() => 0)
  for (const [, good, quantity] of flow) met[good]! += quantity
  const isExact = cells.every(({ column }) => Math.abs(values[column]! - Math.round(values[column]!)) < 1e-4)
  return isExact && met.every((units, good) => units === demand[good]) ? flow : null
}

function costOf({ suppliers }: TqdInstance, flow: readonly Flow[]): bigint {
  return suppliers.reduce((sum, { id, intervals, price }) => {
    const own = flow.filter(([supplier]) => supplier === id)
    const total = own.reduce((units, [, , quantity]) => units + quantity, 0)
    const at = intervals.findLastIndex(({ from }) => from <= total)
    return own.reduce((cost, [, good, quantity]) => cost + BigInt(price[good]![at]!) * BigInt(quantity), sum)
  }, 0n)
}
