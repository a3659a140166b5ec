import type { Expected, Fault } from '../opening'
import { fileItem } from './file-item'

export type NamedFile = { name: string; envelopeHash: string }

/** A file as it counts: what it is, without its content, which stays in its frame; or what makes the bid void. */
export function judgeFile(body: unknown, expected: Expected): { body: unknown } | { fault: Fault } {
  const read = fileItem.safeParse(body)
  if (!read.success) return { fault: 'schema' }
  const { data, ...its } = read.data
  if (its.round !== expected.round || its.lot !== expected.lot || its.vendor !== expected.vendor)
    return { fault: 'other-lot' }
  const bytes = (data.length / 4) * 3 - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0)
  return { body: { ...its, bytes } }
}

type Part = {
  kind: string
  bidId: string | null
  fault: string | null
  envelopeHash: string
  files: readonly NamedFile[] | null
  name: string | null
}

/** The technical parts of a stage with what is wrong with their files: one that broke, or others than were named. */
export function withFiles<P extends Part>(opened: readonly P[]): P[] {
  const filesOf = Map.groupBy(
    opened.filter(({ kind }) => kind === 'file'),
    ({ bidId }) => bidId,
  )
  return opened
    .filter(({ kind }) => kind === 'technical')
    .map((part) => ({
      ...part,
      fault: part.fault ?? faultOf(part.files ?? [], filesOf.get(part.bidId) ?? []),
    }))
}

function faultOf(named: readonly NamedFile[], files: readonly Part[]) {
  const broken = files.find(({ fault }) => fault !== null)
  if (broken) return broken.fault
  const told = named.map(({ name, envelopeHash }) => `${envelopeHash} ${name}`)
  const came = files.map(({ name, envelopeHash }) => `${envelopeHash} ${name}`)
  return told.toSorted().join('\n') === came.toSorted().join('\n') ? null : 'files-differ'
}
