import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { computerLifecycle, type ComputerMove } from '../lifecycle'
import type { ComputerValues } from './form'

type Tx = Kysely<Database>

/** Corrects what the register says of a computer. Refuses: number-taken, person-unknown, computer-unknown. */
export async function describeComputer(tx: Tx, actor: Actor, computerId: string, values: ComputerValues) {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const taken = await tx
    .selectFrom('computers')
    .select('id')
    .where('orgId', '=', actor.organizationId)
    .where((row) => row.fn('lower', ['no']), '=', values.no.toLowerCase())
    .where('id', '<>', computerId)
    .executeTakeFirst()
  if (taken) refuse('number-taken', { field: 'no', facts: { no: values.no } })
  if (values.personId && !(await isMember(tx, actor.organizationId, values.personId)))
    refuse('person-unknown', { field: 'personId' })
  const changed = await tx
    .updateTable('computers')
    .set(values)
    .where('id', '=', computerId)
    .where('orgId', '=', actor.organizationId)
    .returning('id')
    .executeTakeFirst()
  if (!changed) refuse('computer-unknown')
  await record(tx, 'computer.described', computerId)
}

const isMember = (tx: Tx, orgId: string, personId: string) =>
  tx
    .selectFrom('members')
    .select('personId')
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .where('until', 'is', null)
    .executeTakeFirst()

/** Takes a computer out of use, back, or away for good; its installations and the position follow at once. */
export async function moveComputer(tx: Tx, actor: Actor, computerId: string, move: ComputerMove) {
  const { from, to } = computerLifecycle.moves[move]
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const moved = await tx
    .updateTable('computers')
    .set({ state: to })
    .where('id', '=', computerId)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
  const kind =
    to === 'scrapped' ? 'computer.retired' : to === 'transferred' ? 'computer.moved' : `computer.${to}`
  await record(tx, kind, computerId, { computer: computerId })
}
