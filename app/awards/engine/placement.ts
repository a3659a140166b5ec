import { type Allowed, classesOf, membersOf, type PledgeClass } from './classes'
import type { LotMarket, Market } from './market'
import { scale } from './master'
import { LinearModel, type Terms } from './milp/model'
import type { Incumbent, Limits, Solved, Solver } from './milp/solver'
import { gcd } from './options'
import { pairOf, priceWinners, type Serve } from './pricing'

type Cell = { place: number; count: number; stretched: number | null }

type Given = {
  lots?: readonly LotMarket[]
  /** every allowed option is used, and bundles are as they are */
  areForced?: boolean
  /** the tied buyers to serve */
  decided?: ReadonlySet<string>
  /** fen: what is saved stands, and the number of pledges counts */
  saving?: number
}

/** The exact model of who is served by which allowed option: classes as whole counts, tied buyers one by one. */
export class Placement {
  readonly #model = new LinearModel()
  readonly #classes: PledgeClass[]
  readonly #cells: Cell[][]
  readonly #options: number[][]
  readonly #bundles: (number | null)[]
  readonly #tied = new Map<string, number>()
  readonly #market: Market
  readonly #allowed: Allowed
  readonly #lots: readonly LotMarket[]
  readonly #decided: ReadonlySet<string> | undefined
  readonly #saving: number | undefined

  constructor(
    market: Market,
    allowed: Allowed,
    { lots = market.lots, areForced = false, decided, saving }: Given = {},
  ) {
    this.#market = market
    this.#allowed = allowed
    this.#lots = lots
    this.#decided = decided
    this.#saving = saving
    this.#classes = classesOf(market, allowed, lots, decided)
    this.#options = market.lots.map(() => [])
    for (const lot of lots)
      this.#options[lot.index] = allowed[lot.index]!.map(() =>
        this.#model.column(0, 1, { from: areForced ? 1 : 0 }),
      )
    this.#cells = this.#classes.map((its) => this.#cellsOf(its))
    this.#bundles = areForced ? [] : this.#linkBundles()
    this.#limitWinners()
    this.#limitVolumes()
    this.#linkClasses()
    if (saving !== undefined) this.#keepSaving(saving)
  }

  get size() {
    return { columns: this.#model.columns.length, rows: this.#model.rows.length }
  }

  /** The model as other programs read it. */
  text(solver: Solver): Uint8Array {
    return solver.write(this.#model)
  }

  #cellsOf({ lot, usable, stakes, quantity, stretch }: PledgeClass): Cell[] {
    return usable.flatMap((place): Cell[] => {
      const { profit, cap } = this.#allowed[lot.index]![place]!
      const most = Math.min(stakes.length, Math.floor(cap / quantity))
      if (most === 0) return []
      const gain = (units: number) => (profit * units) / scale
      const isCounted = this.#saving !== undefined
      const count = this.#model.column(isCounted ? 1 : gain(quantity), most)
      const more = stretch?.usable.includes(place)
        ? this.#model.column(isCounted ? 0 : gain(stretch.quantity), most)
        : null
      return [{ place, count, stretched: more }]
    })
  }

  /** A bundle's price holds where its vendor wins all of its lots, and is used nowhere else. */
  #linkBundles(): (number | null)[] {
    return this.#market.instance.bundles.map(({ lots: its, vendor }, bundle) => {
      const lots = this.#lots.filter(({ id }) => its.includes(id))
      const usesOf = (lot: LotMarket) =>
        this.#allowed[lot.index]!.flatMap((option, at) =>
          option.bundle === bundle ? [this.#options[lot.index]![at]!] : [],
        )
      if (lots.every((lot) => usesOf(lot).length === 0)) return null
      const w = this.#model.column(0, lots.length === its.length ? 1 : 0)
      for (const lot of lots) {
        const wins = this.#allowed[lot.index]!.flatMap((option, at) =>
          option.vendor === vendor ? [[this.#options[lot.index]![at]!, -1] as const] : [],
        )
        this.#model.row(-Infinity, 0, [[w, 1], ...wins])
        const uses = usesOf(lot).map((y) => [y, 1] as const)
        if (uses.length > 0) this.#model.row(-Infinity, 0, [...uses, [w, -1]])
      }
      return w
    })
  }

  #limitWinners() {
    for (const lot of this.#lots) {
      const options = this.#options[lot.index]!
      if (options.length > 1)
        this.#model.row(
          -Infinity,
          lot.maxWinners,
          options.map((y) => [y, 1]),
        )
      const byVendor = Map.groupBy(options.keys(), (at) => this.#allowed[lot.index]![at]!.vendor)
      for (const [, its] of byVendor)
        if (its.length > 1)
          this.#model.row(
            -Infinity,
            1,
            its.map((at) => [options[at]!, 1]),
          )
    }
  }

  #limitVolumes() {
    const volumes = this.#options.map((its) => its.map((): [number, number][] => []))
    this.#classes.forEach(({ lot, quantity, stretch }, at) => {
      for (const { place, count, stretched } of this.#cells[at]!) {
        volumes[lot.index]![place]!.push([count, quantity])
        if (stretched !== null) volumes[lot.index]![place]!.push([stretched, stretch!.quantity])
      }
    })
    for (const lot of this.#lots)
      this.#options[lot.index]!.forEach((y, at) => {
        const { from, cap } = this.#allowed[lot.index]![at]!
        const volume = volumes[lot.index]![at]!
        this.#model.row(0, Infinity, [...volume, [y, -from]])
        this.#model.row(-Infinity, 0, [...volume, [y, -cap]])
      })
  }

  #linkClasses() {
    this.#classes.forEach(({ lot, stakes, tied }, at) => {
      const cells = this.#cells[at]!
      const counts: Terms = cells.map(({ count }) => [count, 1])
      if (tied !== null && this.#decided) this.#model.row(1, 1, counts)
      else if (tied !== null) this.#model.row(0, 0, [...counts, [this.#tiedTo(tied), -1]])
      else if (cells.length > 1) this.#model.row(-Infinity, stakes.length, counts)
      for (const { place, count, stretched } of cells) {
        const y = this.#options[lot.index]![place]!
        this.#model.row(-Infinity, 0, [
          [count, 1],
          [y, -this.#model.columns[count]!.to],
        ])
        if (stretched !== null)
          this.#model.row(-Infinity, 0, [
            [stretched, 1],
            [count, -1],
          ])
      }
    })
  }

  /** In the largest unit that divides every part of it: a program of doubles misses the fen of large sums. */
  #keepSaving(saving: number) {
    const terms = this.#classes.flatMap(({ lot, quantity, stretch }, at) =>
      this.#cells[at]!.flatMap(({ place, count, stretched }): [number, number][] => {
        const { profit } = this.#allowed[lot.index]![place]!
        const its: [number, number][] = [[count, profit * quantity]]
        if (stretched !== null) its.push([stretched, profit * stretch!.quantity])
        return its
      }),
    )
    const unit = terms.reduce((divisor, [, worth]) => gcd(divisor, worth), saving)
    if (unit === 0) return
    this.#model.row(
      saving / unit,
      saving / unit,
      terms.map(([column, worth]) => [column, worth / unit]),
    )
  }

  #tiedTo(buyer: string): number {
    const known = this.#tied.get(buyer)
    if (known !== undefined) return known
    const column = this.#model.column(0, 1)
    this.#tied.set(buyer, column)
    return column
  }

  /** Searches, from an award that is known where there is one; `serves` null when nothing was found. */
  solve(
    solver: Solver,
    limits: Limits,
    seed: string,
    known?: readonly Serve[],
    onIncumbent?: Incumbent,
  ): Omit<Solved, 'values'> & { serves: Serve[] | null } {
    const start = known && this.#start(known)
    const { values, ...rest } = solver.maximize(this.#model, limits, start ?? undefined, onIncumbent)
    return { ...rest, serves: values && this.#read(values, seed) }
  }

  #read(values: Float64Array, seed: string): Serve[] {
    const whole = (column: number) => Math.round(values[column]!)
    return this.#classes.flatMap((its, at) => {
      const shares = this.#cells[at]!.map(({ place, count, stretched }) => ({
        place,
        count: whole(count),
        stretched: stretched === null ? 0 : whole(stretched),
      }))
      return membersOf(its, this.#allowed[its.lot.index]!, shares, seed)
    })
  }

  /** A known award in the model's columns; null where it uses what is not allowed here. */
  #start(serves: readonly Serve[]): number[] | null {
    const values = this.#model.columns.map(() => 0)
    const views = new Map(this.#market.lots.map((lot) => [lot.id, lot.view]))
    const places = new Map<string, number>()
    for (const winner of priceWinners(views, this.#market.instance.bundles, serves)) {
      const lot = this.#lots.find(({ id }) => id === winner.lot)
      if (!lot) continue
      const place = this.#allowed[lot.index]!.findIndex(
        ({ vendor, tier, bundle }) =>
          vendor === winner.vendor && tier === winner.tier && bundle === winner.bundle,
      )
      if (place < 0) return null
      places.set(pairOf(lot.id, winner.vendor), place)
      values[this.#options[lot.index]![place]!] = 1
      const bundle = winner.bundle === null ? null : this.#bundles[winner.bundle]
      if (typeof bundle === 'number') values[bundle] = 1
    }
    const servedBy = new Map(serves.map((serve) => [pairOf(serve.lot, serve.buyer), serve]))
    this.#classes.forEach((its, at) => {
      for (const { buyer } of its.stakes) {
        const serve = servedBy.get(pairOf(its.lot.id, buyer))
        const place = serve && places.get(pairOf(its.lot.id, serve.vendor))
        const cell = this.#cells[at]!.find((each) => each.place === place)
        if (!serve || !cell) continue
        values[cell.count]! += 1
        if (serve.quantity > its.quantity && cell.stretched !== null) values[cell.stretched]! += 1
        if (its.tied !== null) values[this.#tied.get(its.tied)!] = 1
      }
    })
    return values
  }
}
