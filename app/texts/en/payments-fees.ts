import type { Spoken } from '../speak'
import type { paymentsFees as model } from '../zh/payments-fees'

export const paymentsFees: Spoken<typeof model> = {
  fees: {
    title: 'Platform fee invoices',
    lead: 'Where a round has a fee, it is kept from the vendor’s money at the release after acceptance, and the platform invoices it to the vendor.',
    vendorTitle: 'Fee invoices',
    vendorLead:
      'The platform’s invoices over the fee it kept at the release after acceptance, to be downloaded.',
    due: 'To be invoiced',
    dueLead:
      'Fees in the books that no invoice covers yet; what went back with refunds is taken back by red letters.',
    vendor: 'Vendor',
    orders: 'Orders',
    order: 'Order',
    since: 'Since',
    toInvoice: 'To invoice',
    toTakeBack: 'To take back',
    dueEmpty: 'No fee to invoice',
    dueEmptyWhy: 'Fees of orders stand here once their money is released.',
    issued: 'Issued',
    empty: 'No fee invoice yet',
    emptyWhy: 'Once issued they stand here to be downloaded.',
    one: 'Fee invoice',
    sentence: 'The platform’s invoice to the vendor over its fee.',
    redSentence: 'A red letter over fees that went back with refunds.',
    linesLead: (rate) => `Prices include tax at ${rate}; net and tax are those of the books.`,
    newLead: 'Issue it in the tax system first, then enter its number and files. Each order has a line.',
    paperLead: 'A digital invoice needs at least one of PDF, OFD and XML.',
    nothing: 'No fee to invoice',
    nothingWhy: 'All fees of this vendor are invoiced.',
    redLead: 'Fees that went back with refunds are taken back from this invoice.',
    nothingBack: 'Nothing of this invoice is to be taken back',
    nothingBackWhy: 'Fees that go back with refunds are taken back here.',
    csv: ['code', 'number', 'kind', 'red', 'issued_on', 'vendor', 'net', 'tax', 'gross', 'currency'],
  },
}
