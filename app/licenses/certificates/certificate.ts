import type { KeyObject } from 'node:crypto'
import { canonical } from '~/kernel/canonical'
import { sign } from '~/kernel/ed25519'
import { addDays, addMonths, type Day } from '~/kernel/workdays'
import { type QrPayload, statementHash } from './checking'

/** One line of the certificate: what is genuine, and the purchase record behind it; no price, key or computer. */
export type CertificateItem = {
  product: string
  edition: string
  release: string | null
  metric: string
  quantity: number | null
  category: string
  endsOn: Day | null
  source: string
  record: string | null
  recordSha256: string | null
}

/** `muster-certificate/1`, signed as canonical JSON. */
export type Statement = {
  v: 'muster-certificate/1'
  no: string
  unit: { name: string; uscc: string }
  issued: Day
  until: Day
  positionOn: Day
  items: CertificateItem[]
  /** Rows of the lists behind the position and how many of them were recognized; earlier certificates do not tell. */
  known?: { rows: number; recognized: number }
}

const months = 12
const urlAtMost = 700

/** The last valid day: twelve months, or the earliest end of a term in it, whichever comes first. */
export function validUntil(issued: Day, items: readonly Pick<CertificateItem, 'endsOn'>[]): Day {
  const year = addDays(addMonths(issued, months), -1)
  return items.reduce(
    (earliest, { endsOn }) => (endsOn !== null && endsOn < earliest ? endsOn : earliest),
    year,
  )
}

/** What the QR code carries: enough to be believed without network, pointing to the statement by its hash. */
export function qrPayloadOf(statement: Statement, kid: string): QrPayload {
  const counts = { os: 0, office: 0, antivirus: 0, other: 0 }
  for (const { category, quantity } of statement.items) counts[group(category)] += quantity ?? 0
  const { no, issued, until, unit } = statement
  const hash = statementHash(statement)
  return {
    v: 'muster-certificate-qr/1',
    no,
    kid,
    unit: unit.name,
    uscc: unit.uscc,
    issued,
    until,
    counts,
    statement: hash,
  }
}

/** The address in the QR code; what follows `#` never reaches a server. */
export function certificateUrl(origin: string, payload: QrPayload, key: KeyObject): string {
  const text = canonical(payload)
  const url = `${origin}/verify/${payload.no}#${base64url(text)}.${base64url(sign(text, key))}`
  if (url.length >= urlAtMost) throw new RangeError(`certificate address of ${url.length} symbols`)
  return url
}

export type CertificateState = 'valid' | 'expired' | 'superseded' | 'revoked'

/** What the online page says of a known certificate on a day. */
export function certificateState(
  state: 'valid' | 'superseded' | 'revoked',
  until: Day,
  today: Day,
): CertificateState {
  return state === 'valid' && today > until ? 'expired' : state
}

function group(category: string): keyof QrPayload['counts'] {
  if (category === 'operating-system') return 'os'
  return category === 'office' || category === 'antivirus' ? category : 'other'
}

const base64url = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64url')
