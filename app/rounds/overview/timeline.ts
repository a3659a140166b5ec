export type PublicEvent = {
  id: string
  kind: string
  at: Date
  lot: string | null
  /** null until the log is sealed so far */
  index: number | null
  hash: string | null
}

/** The public events of a round as data (`muster-timeline/1`), oldest first: time, kind, leaf digest, log index. */
export const publicTimeline = (
  { id, number, noticeHash }: { id: string; number: string; noticeHash: Buffer | null },
  events: readonly PublicEvent[],
  origin: string,
) => ({
  format: 'muster-timeline/1',
  round: id,
  number,
  noticeHash: noticeHash?.toString('hex') ?? null,
  checkpoint: `${origin}/audit/checkpoint`,
  events: events.map(({ id: event, kind, at, lot, index, hash }) => ({
    event,
    at: at.toISOString(),
    kind,
    lot,
    hash,
    index,
    entry: index === null ? null : `${origin}/audit/leaves/${index}`,
  })),
})
