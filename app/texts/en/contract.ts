import type { Spoken } from '~/texts/speak'
import type { contract as zh } from '~/texts/zh/contract'

export const contract: Spoken<typeof zh> = {
  clausesVersion: '2026-1',
  callOff: {
    heading: 'Software call-off contract',
    clauses: [
      {
        title: 'Subject',
        text: 'Party B supplies Party A with genuine software licenses as listed. Quantity, metric, term, unit price and amount are those of the list; prices include tax.',
      },
      {
        title: 'Price hold',
        text: 'The unit prices stay unchanged until {priceHeldUntil}. If the cumulative volume of the round reaches a deeper price tier, the difference is returned to Party A.',
      },
      {
        title: 'Payment',
        text: 'Party A pays by corporate bank transfer under the payment plan and states the payment code of the order in the remark. Money is kept apart per order and paid to Party B after acceptance.',
      },
      {
        title: 'Delivery',
        text: 'Within {deliver} working days after the payment condition is met Party B hands over license documents, keys or subscription access with a delivery note. If Party B is 10 working days late or more, Party A may terminate the undelivered part.',
      },
      {
        title: 'Acceptance',
        text: 'Party A accepts or rejects within {accept} working days after receipt of the delivery note; silence is acceptance. A rejection states its reason, and Party B delivers again within {redeliver} working days.',
      },
      {
        title: 'Genuineness',
        text: 'Party B warrants that the licenses come from a lawful source, are free of defects in title and can be verified with the right holder, and bears the loss caused by a defect of source or title.',
      },
      {
        title: 'Audit limits',
        text: 'The right holder or Party B announces an audit in writing 15 working days ahead, at most once a year, limited to the products of this contract and without disturbing the business of Party A.',
      },
      {
        title: 'Invoices',
        text: 'Party B issues VAT invoices to Party A as the law prescribes; where the platform resells, the platform issues them to Party A, and Party B invoices the platform for what it is paid. A refund of invoiced money waits for the red-letter invoice.',
      },
      {
        title: 'Change and cancellation',
        text: 'A change needs the confirmation of both parties in a supplement. Before delivery both may agree to cancel; money paid goes back the way it came.',
      },
      {
        title: 'Disputes',
        text: 'A dispute may first be brought to a mediation body that works with the platform; if mediation fails, it goes to the competent people’s court at the place of Party A.',
      },
      {
        title: 'Personal data',
        text: 'Each party uses contact data of the other’s staff for this contract only, and keeps or deletes it afterwards as the law prescribes.',
      },
      {
        title: 'Precedence',
        text: 'Where documents disagree, this contract counts first, then the framework agreement, the round’s terms, the software’s license text.',
      },
    ],
  },
  framework: {
    heading: 'Framework agreement for group procurement of software',
    clauses: [
      {
        title: 'Purpose',
        text: 'This agreement holds the conditions of supply of the round; buyers conclude call-off contracts with Party B under it.',
      },
      {
        title: 'Award',
        text: 'Awarded lots, products, metrics, unit prices and quantities are those of the table.',
      },
      {
        title: 'Late join',
        text: 'Verified organizations may join at the present price until {lateJoinUntil}. When the cumulative volume reaches a deeper tier, the new price applies to all orders and the difference is returned.',
      },
      {
        title: 'Price protection',
        text: 'If within the protection period Party B is awarded the same edition at a lower unit price for no more than this round’s volume, it returns the difference to the buyers of this round.',
      },
      {
        title: 'Genuineness and audit',
        text: 'The clauses of the call-off contract on genuineness and audit limits apply.',
      },
      {
        title: 'Precedence',
        text: 'Where documents disagree, the call-off contract counts first, then this agreement, the round’s terms, the software’s license text.',
      },
    ],
  },
  labels: {
    number: 'Contract',
    version: 'Version',
    order: 'Order',
    partyA: 'Party A (buyer)',
    partyB: 'Party B (vendor)',
    organizer: 'Organizer',
    uscc: 'Unified social credit code',
    round: 'Round',
    notice: 'Notice digest',
    award: 'Award digest',
    framework: 'Framework agreement',
    endUser: 'End user',
    invoiceData: 'Invoice data',
    invoicing: 'Invoiced by',
    invoicingBy: {
      vendor: 'Party B to Party A',
      platform: 'the platform, which resells: to Party A; Party B to the platform',
    },
    special: 'Special VAT invoice',
    ordinary: 'Ordinary VAT invoice',
    deliverBy: 'Deliver by',
    no: 'No.',
    product: 'Product',
    metric: 'Metric',
    term: 'Term',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    amount: 'Amount',
    tax: 'Tax',
    lot: 'Lot',
    total: 'Total',
    inWords: 'In words',
    way: 'Terms of payment',
    prepaid: 'before delivery',
    on_acceptance: 'after acceptance',
    installments: 'in installments',
    dues: 'Payment plan',
    dueNo: 'No.',
    dueWhen: 'Due',
    gate: 'before delivery',
    fee: 'Platform fee rate',
    signatures: 'Confirmed by',
    unsigned: 'not yet confirmed',
    signedAt: 'Confirmed at',
    signedBy: 'By',
    method: 'Method',
    step_up: 'second factor on the platform',
    sealed_scan: 'sealed scan',
    verify: 'Scan to verify this contract',
    hash: 'SHA-256 of the terms',
    page: 'Page {page} of {pages}',
    confirmed: 'within {workdays} working days after conclusion',
    accepted: 'within {workdays} working days after acceptance',
    months: '{months} months',
    none: 'none',
    openTerm: 'the period of the round ends',
    draft: 'Text awaiting confirmation by both parties',
  },
  clausesHeading: 'Clauses',
}
