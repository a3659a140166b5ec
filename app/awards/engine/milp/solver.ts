import loadHighs, { type Highs } from 'highs'
import type { LinearModel } from './model'

/** How far a search may go: counts first, so that it ends at the same point everywhere; the clock is a backstop. */
export type Limits = {
  gap: number
  nodes: number
  /** iterations of all linear programs of the search */
  steps: number
  /** when to stop, by `now` */
  until: number
}

export type Stop = 'proof' | 'gap' | 'nodes' | 'time'

export type Solved = {
  /** null: nothing feasible was found */
  values: Float64Array | null
  /** what the search could not exceed; floating point */
  bound: number
  stoppedBy: Stop
  isInfeasible: boolean
}

const nothing: Solved = { values: null, bound: Infinity, stoppedBy: 'nodes', isInfeasible: false }

export type Incumbent = (objective: number, bound: number) => void

const fixed = { output_flag: false, random_seed: 0, presolve: 'choose' } as const

/** HiGHS in this thread: it computes without giving way, so a server calls it in a thread of its own. */
export class Solver {
  readonly #highs: Highs
  readonly #now: () => number

  #isBroken = false

  constructor(highs: Highs, now: () => number) {
    this.#highs = highs
    this.#now = now
  }

  get version(): string {
    return this.#highs.version.string
  }

  /** Whether it gave up within itself: nothing more is to be had from it. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  get memoryBytes(): number {
    return this.#highs.memoryBytes
  }

  now(): number {
    return this.#now()
  }

  /** The program in MPS, for other solvers. */
  write(model: LinearModel): Uint8Array {
    const { maximize } = this.#highs.constants.objectiveSense
    return this.#highs.withModel(model.data(maximize, false), (highs) => highs.exportModel('mps'))
  }

  /** The relaxed program's values and the prices of its rows. */
  relax(model: LinearModel): { values: Float64Array; rowPrices: Float64Array } | null {
    const { objectiveSense, modelStatus } = this.#highs.constants
    return this.#highs.withModel(model.data(objectiveSense.maximize, true), (highs) => {
      highs.options.set(fixed)
      if (highs.run().modelStatus !== modelStatus.optimal) return null
      const { colValue, rowDual } = highs.getSolution()
      return { values: colValue, rowPrices: rowDual }
    })
  }

  /** The best whole values within the limits, beginning from those that are known. */
  maximize(model: LinearModel, limits: Limits, start?: readonly number[], onIncumbent?: Incumbent): Solved {
    if (this.#isBroken) return nothing
    try {
      return this.#maximize(model, limits, start, onIncumbent)
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error
      this.#isBroken = true
      return nothing
    }
  }

  #maximize(model: LinearModel, limits: Limits, start?: readonly number[], onIncumbent?: Incumbent): Solved {
    const { objectiveSense, modelStatus: status, callbackType } = this.#highs.constants
    return this.#highs.withModel(model.data(objectiveSense.maximize, false), (highs) => {
      const seconds = Math.max(0.05, (limits.until - this.#now()) / 1000)
      highs.options.set({
        ...fixed,
        mip_rel_gap: Math.max(limits.gap, 1e-6),
        mip_abs_gap: 0,
        mip_max_nodes: Math.min(limits.nodes, 2 ** 31 - 1),
        ...(Number.isFinite(seconds) && { time_limit: seconds }),
      })
      if (start) highs.setSolution({ colValue: start })
      let isSpent = false
      const { modelStatus } = highs.run({
        [callbackType.mipInterrupt]: (event) => {
          if (Number(event.data.mip_total_lp_iterations ?? 0) <= limits.steps) return
          isSpent = true
          event.interrupt()
        },
        [callbackType.mipImprovingSolution]: ({ data }) => {
          onIncumbent?.(data.objective_function_value ?? 0, data.mip_dual_bound ?? Infinity)
        },
      })
      const isInfeasible = modelStatus === status.infeasible
      const hasValues = !isInfeasible && highs.info.get('primal_solution_status') === 2
      const bound = Number(highs.info.get('mip_dual_bound'))
      return {
        values: hasValues ? highs.getSolution().colValue : null,
        bound,
        isInfeasible,
        stoppedBy: stopOf(),
      }

      function stopOf(): Stop {
        if (isInfeasible) return 'proof'
        if (modelStatus === status.optimal)
          return limits.gap > 1e-6 && Number(highs.info.get('mip_gap')) > 1e-6 ? 'gap' : 'proof'
        return isSpent || modelStatus === status.solutionLimit ? 'nodes' : 'time'
      }
    })
  }
}

/** Loads the solver once; `now` in milliseconds serves the backstop alone. */
export async function loadSolver(now: () => number): Promise<Solver> {
  return new Solver(await (loaded ??= loadHighs()), now)
}

let loaded: Promise<Highs> | undefined
