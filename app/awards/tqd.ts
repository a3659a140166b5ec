/** Total quantity discount (award.md §3.2): a supplier's price of every good falls with its total over all goods. */
export type TqdInstance = {
  format: 'tqd-instance/1'
  id?: string
  /** units of each good, met exactly */
  demand: number[]
  suppliers: {
    id: string
    cap: number
    intervals: { from: number }[]
    /** by the good's index, a unit price per interval; a good without entry is not sold */
    price: Record<string, number[]>
  }[]
}

export type Flow = [supplier: string, good: number, quantity: number]
