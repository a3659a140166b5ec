import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { ledgers } from '~/texts/zh/ledgers'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { workbookFile } from '~/web/workbook.server'
import { readLedgers } from '../read.server'
import { noteLedger } from '../exports.server'
import { keyOf } from '../form'
import { ledgerWorkbook } from '../workbook.server'

export const handle = page({ access: 'compliance.read', title: 'people.resource' })

/** One of the three ledgers as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const key = found(keyOf(params.ledger))
  const today = dayOf(now)
  const its = await readLedgers(db, actor)
  const name = `${ledgers.names[key]} ${its.unit.name} ${today}.xlsx`
  const file = await ledgerWorkbook(key, its, today)
  await db.transaction().execute((tx) => noteLedger(tx, actor, key, now))
  return workbookFile(name, file)
}
