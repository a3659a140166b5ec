import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { canonical } from '~/kernel/canonical'
import type { Locale } from '~/kernel/locale'
import { signed } from '~/kernel/signing.server'
import { type Actor, is } from '~/people/actor'
import { type Extract, extractText } from './extract'
import { extractPdf } from './extract-pdf.server'
import { readPayerPaper } from './payers.server'

type Db = Kysely<Database>
type Paper = NonNullable<Awaited<ReturnType<typeof readPayerPaper>>>
export type PayerSignature = Omit<Extract['signatures'][number], 'at'> & { at: Date }
export type PayerObligation = {
  no: number
  amount: bigint
  currency: string
  dueOn: string
  text: string
  state: 'open' | 'met' | 'late' | 'breached' | 'released'
  metAt: Date | null
}

/** Who has signed what a third party pays by, and what became of its own promises; nothing before all have signed. */
export async function readOwnPart(db: Db, { settlementId }: Pick<Paper, 'settlementId'>) {
  const [signatures, obligations] = [
    await sql<PayerSignature>`select * from payer_signatures(${settlementId}::uuid)`.execute(db),
    await sql<PayerObligation>`
      select no, amount, currency, due_on::text as "dueOn", text, state, met_at as "metAt"
      from payer_obligations(${settlementId}::uuid)`.execute(db),
  ]
  return { signatures: signatures.rows, obligations: obligations.rows }
}

/** The extract as a PDF that carries its own signed text; undefined for everybody but a signatory of who has signed and pays. */
export async function takeExtract(db: Db, actor: Actor, caseId: string, locale: Locale = actor.locale) {
  const paper = await readPayerPaper(db, caseId)
  if (!paper || paper.state !== 'signed' || !is(actor, 'signatory')) return undefined
  const own = await readOwnPart(db, paper)
  const payer = await db
    .selectFrom('organizations')
    .select(['name', 'uscc'])
    .where('id', '=', actor.organizationId)
    .executeTakeFirstOrThrow()
  const { claimant, respondent, body, currency } = paper.body
  const its: Extract = {
    format: 'settlement-extract/1',
    case: paper.body.case,
    version: paper.version,
    ...{ body, claimant, respondent, currency },
    payer: { name: payer.name, uscc: payer.uscc! },
    obligations: own.obligations.map(({ no, amount, dueOn, text }) => ({
      no,
      amount: String(amount),
      dueOn,
      text,
    })),
    agreement: paper.hash,
    effectiveOn: paper.effectiveOn!,
    signatures: own.signatures.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
  }
  const text = extractText(its)
  const file = canonical({ format: 'muster-extract/1', extract: text, signature: signed(text) })
  return { name: `${its.case}-extract.pdf`, bytes: await extractPdf(its, file, locale) }
}
