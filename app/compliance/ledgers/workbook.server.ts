import { sha256Hex } from '~/kernel/sha256'
import { writeWorkbook } from '~/kernel/workbook.server'
import type { Day } from '~/kernel/workdays'
import { ledgers } from '~/texts/zh/ledgers'
import { knownSentence } from '../known/words.server'
import type { Ledgers } from './ledger'
import { type LedgerKey, sheetOf } from './sheets'

/**
 * A ledger as XLSX: its sheet, and 说明 with scope, day, known share and the hash of the data. Throws when the three
 * ledgers disagree: such a file would be wrong, whoever signs it.
 */
export async function ledgerWorkbook(key: LedgerKey, its: Ledgers, today: Day): Promise<Buffer> {
  if (its.differing.length > 0) throw new Error(`the ledgers disagree on ${its.differing.join(', ')}`)
  const table = sheetOf(key, its, ledgers, today)
  const { sheet } = ledgers
  const notes = [
    [sheet.template, 'ledger/1'],
    [sheet.scope, sheet.scopeWhat],
    [sheet.asOf, today],
    [sheet.known, sheet.knownOf(its.unit.ever, its.unit.inUse)],
    [sheet.recognized, knownSentence(its.known, 'zh')],
    [sheet.sha, sha256Hex(JSON.stringify([table.head, ...table.rows]))],
  ]
  return writeWorkbook([table, { name: sheet.notes, head: sheet.notesHead, rows: notes }])
}
