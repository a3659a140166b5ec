import type { LedgerKey } from './sheets'

const keys: Record<string, LedgerKey> = { '1': 'one', '2': 'two', '3': 'three' }

/** Which ledger `/compliance/ledgers/1.xlsx` is. */
export const keyOf = (file: string | undefined): LedgerKey | undefined =>
  keys[/^([123])\.xlsx$/.exec(file ?? '')?.[1] ?? '']
