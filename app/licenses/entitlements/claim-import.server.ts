import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { documents, readFile, storeFile } from '~/kernel/files.server'
import { mediaTypeOf } from '~/kernel/media-type'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { claimLicenses } from './claim.server'
import { type Bundle, decoded, openBundle } from './claim-bundle.server'
import { type ClaimProblem, readClaims } from './claim-file'
import { listOffered } from './editions.server'

type Tx = Kysely<Database>

/** `bundle`: the zip as it is kept until the person confirms; `text`: a list that came alone. */
export type CheckedClaims = {
  ready: number
  proven: number
  problems: ClaimProblem[]
  text: string
  bundle: string | null
}

/**
 * What a list, alone or in a zip with its papers, would record, and what is wrong with it by line and column; nothing is
 * recorded yet. Refuses: claims-list-missing, those of an archive.
 */
export async function checkClaims(tx: Tx, actor: Actor, file: File): Promise<CheckedClaims> {
  const bytes = Buffer.from(await file.arrayBuffer())
  if (mediaTypeOf(bytes) !== 'application/zip') {
    const text = decoded(bytes)
    return { ...(await judge(tx, text)), text, bundle: null }
  }
  const judged = await judgeBundle(tx, await openBundle(bytes))
  const { organizationId: orgId, personId } = actor
  const { id } = await storeFile(tx, { name: file.name, bytes, orgId, personId })
  return { ...judged, text: '', bundle: id }
}

const judgeBundle = (tx: Tx, { list, papers }: Bundle) => judge(tx, decoded(list), papers)

async function judge(tx: Tx, text: string, papers: Bundle['papers'] = new Map()) {
  const { claims, problems } = readClaims(text, await listOffered(tx), provingOf(papers))
  return { ready: claims.length, proven: claims.filter(({ evidence }) => evidence).length, problems }
}

const provingOf = (papers: Bundle['papers']) =>
  new Map([...papers].map(([name, { bytes }]) => [name, documents.includes(mediaTypeOf(bytes) ?? '')]))

/** Records the right rows of a list, each with the paper that it names. Refuses: nothing-to-record, file-unknown. */
export async function importClaims(
  tx: Tx,
  actor: Actor,
  { list, bundle }: { list: string; bundle: string | null },
): Promise<number> {
  const kept = bundle === null ? null : ((await readFile(tx, bundle)) ?? refuse('nothing-to-record'))
  const opened = kept && (await openBundle(kept.content))
  const papers: Bundle['papers'] = opened?.papers ?? new Map()
  const text = opened ? decoded(opened.list) : list
  const { claims } = readClaims(text, await listOffered(tx), provingOf(papers))
  if (claims.length === 0) refuse('nothing-to-record')
  const named = new Set(claims.flatMap(({ evidence }) => evidence ?? []))
  const files = new Map<string, string>()
  for (const name of named) files.set(name, await keep(tx, actor, papers.get(name)!))
  const ids = await claimLicenses(
    tx,
    actor,
    claims.map(({ values, evidence }) => ({
      ...values,
      evidenceFileId: evidence === null ? null : files.get(evidence)!,
    })),
  )
  return ids.length
}

async function keep(tx: Tx, actor: Actor, { name, bytes }: { name: string; bytes: Buffer }) {
  const { organizationId: orgId, personId } = actor
  return (await storeFile(tx, { name, bytes, orgId, personId })).id
}
