import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { draw, type Drawn, frameHash, frameText, seedWithin } from '../draw'
import { checklist } from './checklist'
import type { Values } from './form'
import { type Inspection, listChecks, listFrame, listLedger } from './queries.server'

type Tx = Kysely<Database>

/** The computers of one enterprise by the campaign's seed and its number (§9). */
export const drawComputers = (
  { seed, uscc, computerBps, computerMin }: Inspection,
  numbers: readonly string[],
): Drawn => draw(seedWithin(seed!, uscc), numbers, { ratioBps: computerBps, minimum: computerMin })

/** The visit begins: only now is drawn which computers are looked at, from those in use today. */
export async function beginVisit(tx: Tx, its: Inspection) {
  const frame = await listFrame(tx, its.orgId)
  const numbers = frame.map(({ no }) => no)
  const { drawn } = drawComputers(its, numbers)
  await tx
    .updateTable('inspections')
    .set({ state: 'visiting', computerFrame: frameText(numbers), computerSha256: frameHash(numbers) })
    .where('id', '=', its.id)
    .execute()
  await addChecks(
    tx,
    its,
    drawn.map((no, at) => ({ ...frame.find((computer) => computer.no === no)!, orderNo: at + 1 })),
  )
  const facts = { computers: drawn.length, frame: frameHash(numbers) }
  await record(tx, 'inspection.begun', its.id, facts, { org: its.orgId })
}

type Added = Awaited<ReturnType<typeof listFrame>>[number] & {
  orderNo: number
  replaces?: string
  reason?: string
}

async function addChecks(tx: Tx, its: Inspection, computers: readonly Added[]) {
  if (computers.length === 0) return
  const ledger = await listLedger(
    tx,
    computers.map(({ id }) => id),
    its.categories,
  )
  const added = await tx
    .insertInto('inspectionComputers')
    .values(
      computers.map(({ id, no, name, department, orderNo, replaces, reason }) => ({
        inspectionId: its.id,
        computerId: id,
        orderNo,
        computerNo: no,
        name,
        department,
        replaces: replaces ?? null,
        reason: reason ?? null,
      })),
    )
    .returning(['id', 'computerId'])
    .execute()
  await tx
    .insertInto('inspectionListings')
    .values(
      added.map(({ id, computerId }) => ({
        inspectionComputerId: id,
        known: computers.find((computer) => computer.id === computerId)!.inventoriedAt !== null,
        ledger: JSON.stringify(ledger.get(computerId) ?? []),
      })),
    )
    .execute()
}

/** The next rank takes the place of a computer that cannot be looked at. Refuses: check-unknown, no-computer-left. */
export async function replaceComputer(
  tx: Tx,
  its: Inspection,
  { checkId, reason }: Values<'replace-computer'>,
) {
  const checks = await listChecks(tx, its.id)
  const old = checks.find(({ id, setAside }) => id === checkId && !setAside) ?? refuse('check-unknown')
  const { drawn, next } = drawComputers(its, its.frame)
  const ranked = [...drawn, ...next]
  const taken = new Set(checks.map(({ computerNo }) => computerNo))
  const free = new Map((await listFrame(tx, its.orgId)).map((computer) => [computer.no, computer]))
  const at = ranked.findIndex((no) => !taken.has(no) && free.has(no))
  if (at < 0) return refuse('no-computer-left')
  await tx.updateTable('inspectionComputers').set({ setAside: true }).where('id', '=', old.id).execute()
  await addChecks(tx, its, [{ ...free.get(ranked[at]!)!, orderNo: at + 1, replaces: old.id, reason }])
  await record(
    tx,
    'inspection.computer_replaced',
    its.id,
    { rank: old.orderNo, by: at + 1 },
    { org: its.orgId },
  )
}

/** What was ticked of one step, with a remark. Refuses: already-moved. */
export async function keepStep(tx: Tx, its: Inspection, { step, ticked, remark }: Values<'step'>) {
  refuseIf(its.state === 'visiting' ? null : 'already-moved')
  const known = checklist[step].filter((point) => ticked.includes(point))
  const steps = { ...its.steps, [step]: { ticked: known, remark: remark ?? null } }
  await tx
    .updateTable('inspections')
    .set({ steps: JSON.stringify(steps) })
    .where('id', '=', its.id)
    .execute()
  await record(tx, 'inspection.step_kept', its.id, { step, ticked: known.length }, { org: its.orgId })
}

/** What anyone who may see the inspection repeats its draw of computers from; null before the visit. */
export function computerFileOf(its: Inspection) {
  if (its.computerSha256 === null || its.seed === null) return null
  return {
    format: 'muster-draw/1',
    inspection: its.no,
    seed: its.seed,
    within: its.uscc,
    frame: its.computerSha256,
    ratioBps: its.computerBps,
    minimum: its.computerMin,
    ids: its.frame,
    drawn: drawComputers(its, its.frame).drawn,
  }
}
