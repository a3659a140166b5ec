import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { canonical } from '~/kernel/canonical'
import { sha256Hex } from '~/kernel/sha256'
import { addMonths, dayOf } from '~/kernel/workdays'
import { findAgreedData } from '../invoices/agreed.server'
import { workdays } from '../periods'
import { findContract, listDues, listOrderLines } from '../queries.server'
import { clauses } from './clauses.server'
import { callOff, type CallOffFacts } from './terms'
import { trueUpDays } from './true-up-days'

type Tx = Kysely<Database>

/** Writes the contract of an order as it stands now, as the next version; answers its id and hash. */
export async function writeCallOff(tx: Tx, orderId: string, kind: 'call_off' | 'supplement' = 'call_off') {
  const earlier = await findContract(tx, orderId)
  const number = earlier?.number ?? (await nextNumber(tx, 'MC'))
  const { facts, keys } = await factsOf(tx, orderId)
  const body = canonical(callOff({ ...facts, number, version: (earlier?.version ?? 0) + 1 }))
  const hash = sha256Hex(body)
  const { id } = await tx
    .insertInto('contracts')
    .values({ ...keys, kind, orderId, number, version: (earlier?.version ?? 0) + 1, body, hash })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, hash }
}

export async function nextNumber(tx: Tx, prefix: string) {
  const { rows } = await sql<{
    number: string
  }>`select document_number(${prefix}, 'contract_numbers') as number`.execute(tx)
  return rows[0]!.number
}

async function factsOf(tx: Tx, orderId: string) {
  const order = await tx
    .selectFrom('orders')
    .innerJoin('organizations as enterprise', 'enterprise.id', 'orders.enterpriseId')
    .innerJoin('organizations as vendor', 'vendor.id', 'orders.vendorId')
    .leftJoin('rounds', 'rounds.id', 'orders.roundId')
    .leftJoin('awardRuns', 'awardRuns.id', 'orders.runId')
    .leftJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .where('orders.id', '=', orderId)
    .selectAll('orders')
    .select([
      'enterprise.uscc as enterpriseUscc',
      'enterprise.name as enterpriseName',
      'enterprise.nameEn as enterpriseNameEn',
      'vendor.uscc as vendorUscc',
      'vendor.name as vendorName',
      'vendor.nameEn as vendorNameEn',
      'rounds.number as roundNumber',
      'rounds.title as roundTitle',
      'rounds.titleEn as roundTitleEn',
      'rounds.noticeHash',
      'rounds.confirmedAt as roundConfirmedAt',
      'awardRuns.awardHash',
      'roundTerms.body as roundTerms',
    ])
    .executeTakeFirstOrThrow()
  const agreement =
    order.roundId === null
      ? undefined
      : await tx
          .selectFrom('contracts')
          .select(['number', 'hash'])
          .where('kind', '=', 'framework')
          .where('roundId', '=', order.roundId)
          .where('vendorId', '=', order.vendorId)
          .orderBy('version', 'desc')
          .limit(1)
          .executeTakeFirst()
  const lines = await listOrderLines(tx, orderId)
  const dues = await listDues(tx, orderId)
  const heldMonths = Number(order.roundTerms?.trueUpMonths ?? 0)
  const facts: Omit<CallOffFacts, 'number' | 'version'> = {
    order: order.number,
    enterprise: {
      id: order.enterpriseId,
      uscc: order.enterpriseUscc,
      name: order.enterpriseName,
      nameEn: order.enterpriseNameEn,
    },
    vendor: {
      id: order.vendorId,
      uscc: order.vendorUscc,
      name: order.vendorName,
      nameEn: order.vendorNameEn,
    },
    round:
      order.roundNumber === null
        ? null
        : {
            number: order.roundNumber,
            title: order.roundTitle!,
            titleEn: order.roundTitleEn,
            noticeSha256: order.noticeHash?.toString('hex') ?? null,
            awardSha256: order.awardHash?.replace(/^sha256:/, '') ?? null,
          },
    framework: agreement ? { number: agreement.number, sha256: agreement.hash } : null,
    lines: lines.map((line) => ({
      no: line.no,
      publisher: line.publisherZh,
      product: line.nameZh,
      productEn: line.nameEn,
      edition: line.editionName,
      editionEn: line.editionNameEn,
      sku: line.sku,
      metric: line.metric,
      term: line.term,
      termMonths: line.termMonths,
      rights: line.rights,
      quantity: line.quantity - line.canceled,
      unitPrice: line.netPrice,
      amount: line.netPrice * BigInt(line.quantity - line.canceled),
      taxCategory: line.taxCategory,
      taxBps: line.taxBps,
    })),
    currency: order.currency,
    total: order.total - order.canceled,
    feeBps: order.feeBps,
    terms: order.terms,
    dues: dues.map(({ no, amount, rule, workdays, gate }) => ({ no, amount, rule, workdays, gate })),
    invoiceModel: order.invoiceModel,
    endUser: order.endUser,
    invoiceData: await findAgreedData(tx, orderId),
    deliverBy: order.deliverDue && dayOf(new Date(order.deliverDue.getTime() - 1)),
    periods: {
      deliver: workdays.deliver,
      accept: workdays.accept,
      redeliver: workdays.redeliver,
      payGrace: workdays.payGrace,
    },
    priceHeldUntil: heldUntil(order.roundConfirmedAt, heldMonths),
    trueUpDays: order.roundConfirmedAt ? trueUpDays(dayOf(order.roundConfirmedAt), heldMonths) : [],
    clauses: clauses.callOff,
  }
  return {
    facts,
    keys: { vendorId: order.vendorId, enterpriseId: order.enterpriseId, roundId: order.roundId },
  }
}

const heldUntil = (from: Date | null, months: number) =>
  from === null || months === 0 ? null : addMonths(dayOf(from), months)
