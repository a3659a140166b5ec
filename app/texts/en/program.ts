import type { program as zh, programRefusals as zhRefusals } from '../zh/program'
import type { Spoken } from '../speak'

export const program: Spoken<typeof zh> = {
  home: {
    title: (name: string) => `Hello, ${name}`,
    lead: (n: number) =>
      n === 0
        ? 'Nothing waits for you now.'
        : n === 1
          ? 'One thing waits for you.'
          : `${n} kinds of things wait for you, the most urgent first.`,
    waiting: 'Waiting for you',
    count: 'Count',
    what: 'What',
    due: 'First deadline',
    empty: 'All done',
    emptyWhy: 'New deadlines and tasks appear here, and you are notified.',
    verifyFirst: 'Once the office has verified your organization, you can join rounds.',
  },
  search: {
    title: 'Search',
    lead: 'Rounds, products, orders, cases, computers and licenses; only what you may see.',
    words: 'Words',
    submit: 'Search',
    nothing: (words: string) => `Nothing fits “${words}”`,
    nothingWhy:
      'Try a number, or part of a product’s or an organization’s name; two Chinese characters suffice.',
    kinds: {
      round: 'Rounds',
      product: 'Products',
      order: 'Orders',
      organization: 'Organizations',
      case: 'Cases',
      computer: 'Computers',
      entitlement: 'Licenses',
    },
  },
  waiting: {
    'demand-drafts': 'demand drafts to confirm',
    queue: 'products with unrecognized installations',
    gaps: 'products with a gap',
    imports: 'inventories to check',
    joinable: 'rounds to join',
    approvals: 'pledges to approve',
    confirmations: 'orders to confirm',
    acceptances: 'deliveries to accept',
    'self-inspections': 'self-inspections to finish',
    rectifications: 'rectifications to carry out',
    renewals: 'renewals to decide',
    biddable: 'rounds to bid in',
    'vendor-confirmations': 'orders to confirm',
    deliveries: 'orders to deliver',
    verifications: 'organizations to verify',
    openings: 'rounds to open',
    decisions: 'rounds to decide',
    'statement-lines': 'bank lines to match',
    refunds: 'refunds to approve',
    questions: 'questions to answer',
    reviews: 'self-inspections to review',
    reports: 'reports to hand in',
    inspections: 'inspections under way',
    cases: 'cases with a deadline',
    intake: 'cases to screen',
    mandates: 'mandates to accept',
  },
}

export const programRefusals: Spoken<typeof zhRefusals> = {
  'training-closed': 'This training takes no more enrollments.',
  'enrolled-already': 'This person is enrolled already.',
}
