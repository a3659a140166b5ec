import { flagged } from './amount-and-flag'
import type { Layout } from './layout'

const header =
  'account_no,serial_no,booked_at,direction,amount,currency,balance,counterparty_name,counterparty_account,counterparty_bank,remark,purpose,voucher_no'

/** `muster-statement/1`, our own form: every bank's statement can be brought into it by hand. */
export const canonical: Layout = {
  name: 'muster-statement/1',
  fits: ({ titles }, headerRow) => headerRow === 0 && titles.join(',') === header,
  movement: flagged,
}
