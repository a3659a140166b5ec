export type MarkKind = 'network' | 'author'

/** What a bid carries beside its prices: the mark of the network it came from, an author that its documents name. */
export type Mark = { roundId: string; lotId: string; vendorId: string; kind: MarkKind; mark: string }

export type Shared = { kind: MarkKind; vendors: string[] }

/** What programs write when nobody said a name. */
const nobody =
  /^(administrator|admin|user|users|pc|owner|author|unknown|microsoft( office user)?|wps( office)?|python-docx|openpyxl|apache poi|lenovo|hp|dell|asus|用户|管理员|未知|作者)$/i

const told = ({ kind, mark }: Mark) => (kind === 'author' ? mark.trim().toLowerCase() : mark)
const counts = ({ kind, mark }: Mark) => kind === 'network' || !nobody.test(mark.trim())

/** Vendors of one round whose bids carry the same mark (procurement.md §10): a place to look at, never a finding. */
export function sharedMarks(marks: readonly Mark[]): Shared[] {
  const groups = Map.groupBy(marks.filter(counts), (mark) => `${mark.roundId} ${mark.kind} ${told(mark)}`)
  return [...groups.values()]
    .map((its) => ({
      kind: its[0]!.kind,
      vendors: [...new Set(its.map(({ vendorId }) => vendorId))].toSorted(),
    }))
    .filter(({ vendors }) => vendors.length > 1)
    .toSorted((a, b) => `${a.kind} ${a.vendors.join()}`.localeCompare(`${b.kind} ${b.vendors.join()}`))
}

/** Of the rounds in which at least two vendors carry marks of a kind: in how many of them some share one. */
export function baseOf(marks: readonly Mark[], kind: MarkKind) {
  const rounds = [
    ...Map.groupBy(
      marks.filter((mark) => mark.kind === kind && counts(mark)),
      ({ roundId }) => roundId,
    ).values(),
  ]
  const comparable = rounds.filter((its) => new Set(its.map(({ vendorId }) => vendorId)).size > 1)
  return { rounds: comparable.length, shared: comparable.filter((its) => sharedMarks(its).length > 0).length }
}
