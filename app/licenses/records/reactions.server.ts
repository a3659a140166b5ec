import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>
type Event = { id: string; kind: string; subjectId: string | null; facts: Record<string, any>; at: Date }
type Fact = { kind: string; ref: string; amount?: string | null; file?: Buffer | null }

/**
 * `refund.succeeded`: units given back leave the entitlements of their line, which moves the position with them, and the
 * purchase records note the money. A refund that came back and was paid anew takes nothing twice.
 */
export async function takeBack(tx: Tx, event: Event) {
  const { line, quantity, amount } = event.facts
  const { rows } = await sql<{ id: string; code: string }>`
    select e.id, r.code from events e join event_bodies b on b.event_id = e.id join refunds r on r.id = e.subject_id
    where e.kind = 'refund.succeeded' and e.subject_id = ${event.subjectId}::uuid and b.body::jsonb ->> 'line' = ${line}
    order by e.id limit 1`.execute(tx)
  const first = rows[0]!
  if (quantity > 0)
    await sql`select reduce_line(${line}::uuid, ${quantity}::int, 'refund', ${first.id}::uuid)`.execute(tx)
  await append(tx, [line], { kind: 'refund', ref: first.code, amount }, { ...event, id: first.id })
}

/** `payment.matched`: the records of an order note what was put on it. */
export const notePayment = async (tx: Tx, event: Event) =>
  append(
    tx,
    await linesOf(tx, event.subjectId!),
    { kind: 'payment', ref: await numberOf(tx, event.subjectId!), amount: event.facts.amount },
    event,
  )

/** `order.accepted`: the records of the note that was accepted say so. */
export async function noteAcceptance(tx: Tx, event: Event) {
  const lines = await tx
    .selectFrom('deliveries')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveries.noteId')
    .select(['deliveries.orderLineId', 'deliveryNotes.number'])
    .where('deliveries.noteId', '=', event.facts.note ?? null)
    .execute()
  for (const { orderLineId, number } of lines)
    await append(tx, [orderLineId], { kind: 'acceptance', ref: number }, event)
}

/** `invoice.issued`, `invoice.reversed`: the records of the lines on it note their part, and the digest of its file. */
export async function noteInvoice(tx: Tx, event: Event) {
  const { rows } = await sql<{ line: string; ref: string; amount: string; file: Buffer | null }>`
    select l.order_line_id as line, i.number as ref, l.gross::text as amount,
      (select f.sha256 from files f where f.id = coalesce(i.ofd_file_id, i.pdf_file_id, i.xml_file_id)) as file
    from invoices i join orders o on o.id = i.order_id and o.enterprise_id = i.buyer_id join invoice_lines l on l.invoice_id = i.id
    where i.id = ${event.subjectId}::uuid and l.order_line_id is not null order by l.no`.execute(tx)
  const kind = event.kind === 'invoice.issued' ? 'invoice' : 'invoice_red'
  for (const { line, ...fact } of rows) await append(tx, [line], { kind, ...fact }, event)
}

async function append(
  tx: Tx,
  lines: readonly string[],
  { kind, ref, amount = null, file = null }: Fact,
  { id, at }: Event,
) {
  await sql`
    select append_fact(l.id, ${kind}, ${ref}, ${amount}::bigint, case when ${amount}::bigint is not null then o.currency::text end,
      ${at}::timestamptz, ${file}::bytea, ${id}::uuid)
    from order_lines l join orders o on o.id = l.order_id where l.id = any(${lines}::uuid[])`.execute(tx)
}

const linesOf = async (tx: Tx, orderId: string) =>
  (await tx.selectFrom('orderLines').select('id').where('orderId', '=', orderId).orderBy('no').execute()).map(
    ({ id }) => id,
  )

const numberOf = async (tx: Tx, orderId: string) =>
  (await tx.selectFrom('orders').select('number').where('id', '=', orderId).executeTakeFirstOrThrow()).number
