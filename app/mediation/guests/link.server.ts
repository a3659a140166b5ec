import { randomInt } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Locale } from '~/kernel/locale'
import { sha256 } from '~/kernel/sha256'
import { queueMail } from '~/people/mail.server'
import { startSession } from '~/people/session.server'
import { caseLetters as en } from '~/texts/en/case-letters'
import { inLanguage } from '~/texts/spoken'
import { caseLetters as zh } from '~/texts/zh/case-letters'
import { hashOfToken } from '../intake/invite.server'
import { recordOfCase } from '../moves.server'

type Door = Kysely<Database>

type Behind = {
  id: string
  number: string
  body: string
  bodyEn: string
  endsAt: Date
  coded: boolean
}

/** What a link says of itself; undefined for one that is spent, over, replaced or never was. Changes nothing. */
export async function findInvitation(door: Door, token: string): Promise<Behind | undefined> {
  const { rows } = await sql<Behind>`
    select id, number, body, body_en as "bodyEn", ends_at as "endsAt", coded
    from invitation_behind(${hashOfToken(token)})`.execute(door)
  return rows[0]
}

/** Sends six digits to another contact of the organization; a new code takes the place of the one before. */
export async function sendCode(tx: Door, token: string) {
  const its = await findInvitation(tx, token)
  if (!its) return
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const { rows } = await sql<{ address: string; locale: Locale; caseId: string }>`
    select address, locale, case_id as "caseId" from code_invitation(${hashOfToken(token)}, ${codeHash(token, code)})`.execute(
    tx,
  )
  const to = rows[0]
  if (!to) return
  const words = inLanguage(to.locale, zh, en)
  const body = to.locale === 'zh' ? its.body : its.bodyEn
  const event = await recordOfCase(tx, 'case.code_sent', to.caseId, {})
  await queueMail(tx, {
    event,
    address: to.address,
    locale: to.locale,
    subject: words.code.subject(body, its.number),
    body: words.code.body(body, its.number, code),
  })
}

type From = { ip: string | null; agent: string | null }

/** The right code opens a guest's session for this one case and spends the link; null for any other, which is counted. */
export async function passCode(tx: Door, token: string, code: string, from: From) {
  const { rows } = await sql<{ personId: string; caseId: string }>`
    select person_id as "personId", case_id as "caseId"
    from pass_invitation(${hashOfToken(token)}, ${codeHash(token, code)}, '来宾')`.execute(tx)
  const guest = rows[0]
  if (!guest) return null
  const session = await startSession(tx, { ...guest, ...from, organizationId: null, factor: false })
  return { caseId: guest.caseId, session }
}

/** Not the right person: the link ends, the body is told. */
export async function reportMisdirected(tx: Door, token: string) {
  await sql`select misdirected_invitation(${hashOfToken(token)})`.execute(tx)
}

// Bound to its link: six digits alone would be found by trying a million hashes.
const codeHash = (token: string, code: string) => sha256(token, '|', code)
