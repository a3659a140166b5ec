import type { Spoken } from '../speak'
import type { ordersTaxpayer as model } from '../zh/orders-taxpayer'

export const ordersTaxpayer: Spoken<typeof model> = {
  taxpayer: {
    title: 'Taxpayer status',
    lead: 'Check as what vendors say they are taxed, and from which day. A vendor that has not been checked is a general taxpayer.',
    vendorTitle: 'Taxpayer status',
    vendorLead:
      'Say whether you are a general or a small taxpayer, and since when. Once the office has checked it, orders and invoices from that day on follow its rates.',
    hints: {
      general: 'Taxed at the full rate; buyers can deduct the tax on special invoices.',
      small: 'Taxed at the reduced collection rate.',
    },
    from: 'From',
    fromHint:
      'The day your tax registration took effect; it may be past, but must be later than the day last checked',
    file: 'Evidence',
    fileHint: 'The registration form or a printout of the tax office’s status query, as PDF or picture',
    view: 'View evidence',
    note: 'Note',
    since: (day) => `since ${day}`,
    usual: 'Nothing declared yet; taken as a general taxpayer',
    waits: (taxpayer, day) => `${taxpayer} from ${day} waits for the office.`,
    coming: (taxpayer, day) => `${taxpayer} from ${day} on.`,
    declare: 'Declare your status',
    declareLead:
      'What has been checked is never edited: when your status changes, declare it again with its first day.',
    submit: 'Send to be checked',
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw this declaration?',
    withdrawEffect: 'The office no longer checks it; the present status stays.',
    withdrawUndo: 'You can declare again.',
    history: 'Declarations',
    any: 'Every status',
    noneWaits: 'No status waits',
    noneWaitsWhy: 'What vendors declare stands here until it is checked.',
    checked: 'Checked',
    nothing: 'No vendor fits the filter',
    none: 'No status has been checked yet',
    noneWhy: 'A vendor without one is taxed as a general taxpayer.',
    check: 'Confirm status',
    checkTitle: (taxpayer) => `Confirm “${taxpayer}”?`,
    checkEffects: [
      'From its first day on, new orders and invoices have the rates of this status.',
      'The totals of confirmed orders stay, and so do invoices that were issued.',
      'The vendor is told.',
    ],
    checkUndo: 'It cannot be edited afterwards; the vendor can declare another with a later first day.',
    refuseEffect: 'The vendor reads the reason; the present status stays.',
    csv: ['vendor', 'taxpayer', 'from', 'state', 'checked_by', 'checked_at'],
  },
}
