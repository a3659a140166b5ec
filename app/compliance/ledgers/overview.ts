import type { Ledgers } from './ledger'
import { entriesOf } from './operations'
import { gapOf, surplusOf } from './sheets'

/** What the page shows of the ledgers: their lengths and the software by number. */
export const overviewOf = ({ software, use, lives, differing }: Ledgers) => ({
  software: software.map((its) => ({
    no: its.no,
    nameZh: its.nameZh,
    nameEn: its.nameEn,
    version: its.version,
    versionEn: its.versionEn,
    sourceClass: its.sourceClass,
    installed: its.installed,
    licenses: its.licenses,
    gap: gapOf(its),
    surplus: surplusOf(its),
  })),
  counts: { one: software.length, two: use.length, three: entriesOf(lives).length },
  differing,
})
