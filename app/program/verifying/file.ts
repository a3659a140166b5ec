import { bytesToHex } from '@noble/hashes/utils.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { toDecimal } from '~/kernel/money'
import { CannotVerify, keyFromHex } from '~/kernel/verifying'
import type { Day } from '~/kernel/workdays'
import {
  certificateProblems,
  isPdf,
  openCertificate,
  signedCertificate,
  signedTextOf,
} from '~/licenses/certificates/checking'
import { recordProblems, signedRecord } from '~/licenses/records/signed-record'
import { unpack } from '~/mediation/bundle/packing'
import { bundleProblems } from '~/mediation/bundle/reading'
import { readExtract } from '~/mediation/settlements/extract'
import { receiptProblems } from '~/rounds/sealing/receipt'
import { readReceipt } from '../audit/form'
import { type Fact, type Finding, nothing, type Trusted } from './finding'

/** What a file is that this platform gives out, and whether it holds: by its own bytes and the published keys alone. */
export async function checkFile(bytes: Uint8Array, trusted: Trusted, today: Day): Promise<Finding> {
  try {
    return isZip(bytes) ? await bundle(bytes, trusted) : await json(bytes, trusted, today)
  } catch (error) {
    return nothing(error instanceof CannotVerify ? 'unable' : 'unknown')
  }
}

/** The same of what a certificate's QR code says: its address, of which only the part behind `#` counts. */
export async function checkAddress(address: string, trusted: Trusted, today: Day): Promise<Finding> {
  const said = address.slice(address.indexOf('#') + 1)
  const its = await openCertificate(said, trusted.certificateKeys).catch((error: unknown) => {
    if (error instanceof CannotVerify) return undefined
    throw error
  })
  if (its === undefined) return nothing('unable')
  if (!its) return { kind: 'certificate', outcome: 'wrong', problems: ['wrong-signature'], facts: [] }
  const { no, unit, uscc, issued, until } = its
  const isOver = until < today
  return {
    kind: 'certificate',
    outcome: isOver ? 'expired' : 'genuine',
    problems: isOver ? ['expired'] : [],
    facts: [['no', no], ['unit', unit], ['uscc', uscc], ['issued', issued], ['until', until]], // oxfmt-ignore
  }
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

async function bundle(bytes: Uint8Array, { platformKey }: Trusted): Promise<Finding> {
  const entries = unpack(bytes)
  const { manifest, problems } = await bundleProblems(entries, keyFromHex(platformKey))
  if (!manifest) return nothing('unknown')
  return judged('bundle', problems, [
    ['case', manifest.case],
    ['side', manifest.viewer],
    ['files', manifest.files.length],
    ...(manifest.leftOut.length > 0 ? [['leftOut', manifest.leftOut.length] as const] : []),
  ])
}

async function json(bytes: Uint8Array, trusted: Trusted, today: Day): Promise<Finding> {
  const text = signedTextOf(bytes)
  const read: unknown = JSON.parse(text)
  const certificate = signedCertificate.safeParse(read)
  if (certificate.success) {
    const { statement } = certificate.data
    const problems = await certificateProblems(certificate.data, trusted.certificateKeys, today)
    return judged('certificate', problems, statementFacts(statement))
  }
  const key = keyFromHex(trusted.platformKey)
  const part = await readExtract(read, key)
  if (part)
    return judged('extract', part.problems, [
      ['case', part.its.case],
      ['claimant', part.its.claimant.name],
      ['respondent', part.its.respondent.name],
      ['payer', `${part.its.payer.name} ${part.its.payer.uscc}`],
      ['effective', part.its.effectiveOn],
      [
        'amount',
        part.its.obligations
          .map(({ amount }) => `${toDecimal(BigInt(amount))} ${part.its.currency}`)
          .join(' · '),
      ],
      ['agreement', part.its.agreement],
    ])
  if (isPdf(bytes)) return nothing('unknown')
  const record = signedRecord.safeParse(read)
  if (record.success)
    return judged('record', await recordProblems(record.data, key), [
      ...bodyFacts(JSON.parse(record.data.body)),
      ['later', record.data.facts.length],
      ['at', secondOf(record.data.at)],
    ])
  if (isBody(read))
    return {
      kind: 'record',
      outcome: 'bare',
      problems: [],
      facts: [...bodyFacts(read), ['sha256', bytesToHex(sha256(bytes))]],
    }
  const receipt = readReceipt(text)
  if (!receipt) return nothing('unknown')
  return judged('receipt', await receiptProblems(receipt, key, null), [
    ['received', secondOf(receipt.receivedAt)],
    ['envelope', receipt.envelopeHash],
  ])
}

/** `2026-11-27 08:00:00` of a moment in UTC. */
const secondOf = (at: string) => at.slice(0, 19).replace('T', ' ')

function judged(kind: Finding['kind'], problems: readonly string[], facts: readonly Fact[]): Finding {
  const [only] = problems.length === 1 ? problems : []
  const outcome = only === 'expired' ? 'expired' : only === 'not-in-log-yet' ? 'early' : undefined
  return { kind, outcome: outcome ?? (problems.length === 0 ? 'genuine' : 'wrong'), problems, facts }
}

type Statement = { no: string; until: string; [key: string]: unknown }

function statementFacts({ no, until, unit, issued, items }: Statement): Fact[] {
  const { name = '', uscc = '' } = (unit ?? {}) as { name?: string; uscc?: string }
  return [
    ['no', no],
    ['unit', name],
    ['uscc', uscc],
    ['issued', String(issued ?? '')],
    ['until', until],
    ['items', Array.isArray(items) ? items.length : 0],
  ]
}

type Body = {
  format: 'purchase-record/1'
  no: string
  quantity: number
  product: { name: string; edition: string }
  buyer: { name: string }
  vendor: { name: string }
}

const isBody = (read: unknown): read is Body => (read as Partial<Body> | null)?.format === 'purchase-record/1'

const bodyFacts = ({ no, product, quantity, buyer, vendor }: Body): Fact[] => [
  ['no', no],
  ['product', `${product.name} ${product.edition}`],
  ['quantity', quantity],
  ['buyer', buyer.name],
  ['vendor', vendor.name],
]
