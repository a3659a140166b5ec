import type { Role } from '~/kernel/role'
import type { OrganizationKind } from './actor'

type Row = Partial<Record<OrganizationKind, readonly Role[] | 'all'>>

const everyKind = {
  enterprise: 'all',
  vendor: 'all',
  agency: 'all',
  mediation_body: 'all',
} as const satisfies Row
const administers = [
  'approver',
  'vendor',
  'officer',
  'leader',
  'registrar',
] as const satisfies readonly Role[]

/** The one table of who may enter: access name × organization kind × role. Rows decide what is seen inside. */
export const access = {
  // people
  'account.own': everyKind,
  'organization.read': everyKind,
  'organization.manage': {
    enterprise: administers,
    vendor: administers,
    agency: administers,
    mediation_body: administers,
  },
  'organization.verify': { agency: ['officer'] },
  'organization.oversee': { agency: ['officer', 'auditor', 'liaison', 'leader', 'inspector'] },
  'registration.read': { agency: ['officer', 'auditor'] },
  'registration.manage': { agency: ['officer'] },
  'mail.read': { agency: ['officer'] },
  // catalog
  'catalog.manage': { agency: ['officer'] },
  // demands
  'demand.plan': { enterprise: ['buyer', 'asset_manager', 'approver'] },
  'demand.pool': { agency: ['officer', 'auditor'] },
  'wish.run': { agency: ['officer'] },
  'wish.confirm': { enterprise: ['buyer', 'approver'] },
  // rounds
  'round.run': { agency: ['officer'] },
  'round.plan': { agency: ['officer', 'auditor'] },
  'qualification.oversee': { agency: ['officer', 'auditor'] },
  'qualification.decide': { agency: ['officer'] },
  'authorization.read': { vendor: 'all', agency: ['officer', 'auditor'] },
  'authorization.move': { vendor: ['vendor'], agency: ['officer'] },
  'pledge.make': { enterprise: ['buyer', 'asset_manager', 'approver', 'signatory'] },
  'pledge.read': { enterprise: 'all' },
  'limit.set': { enterprise: ['approver'] },
  'question.ask': { enterprise: 'all', vendor: 'all' },
  'question.take': { enterprise: 'all', vendor: 'all', agency: ['officer'] },
  // bids
  'bid.read': { vendor: 'all' },
  'bid.submit': { vendor: ['vendor'] },
  'frame.show': { vendor: ['vendor'], enterprise: ['buyer', 'asset_manager', 'approver', 'signatory'] },
  'opening.read': { agency: ['officer', 'opener', 'evaluator', 'auditor'] },
  'opening.attend': { agency: ['opener'] },
  // awards
  'eligibility.read': { agency: ['evaluator', 'officer', 'auditor', 'opener'] },
  'eligibility.decide': { agency: ['evaluator'] },
  'evaluation.read': { agency: ['officer', 'evaluator', 'auditor'] },
  'comparison.read': { enterprise: 'all', vendor: 'all' },
  'screens.read': { agency: ['officer', 'auditor'] },
  'scenario.read': { agency: ['officer', 'auditor'] },
  'scenario.ask': { agency: ['officer'] },
  'award.decide': { agency: ['officer'] },
  'counter.read': { enterprise: 'all', vendor: 'all', agency: ['officer', 'auditor'] },
  'counter.hand_in': { enterprise: 'all', vendor: 'all', agency: ['auditor'] },
  'challenge.read': { enterprise: 'all', vendor: 'all', agency: ['officer', 'auditor'] },
  'challenge.file': { enterprise: ['buyer', 'approver'], vendor: ['vendor'] },
  'challenge.judge': { agency: ['officer'] },
  'challenge.act': { enterprise: ['buyer', 'approver'], vendor: ['vendor'], agency: ['officer'] },
  'award.letter': { enterprise: 'all', vendor: 'all' },
  'join.read': { enterprise: 'all', vendor: 'all', agency: ['officer', 'auditor'] },
  'join.ask': { enterprise: ['buyer', 'asset_manager', 'approver'] },
  'join.sign': { enterprise: ['approver'] },
  'join.sell': { vendor: ['vendor'] },
  'join.act': {
    enterprise: ['buyer', 'asset_manager', 'approver'],
    vendor: ['vendor'],
    agency: ['officer', 'auditor'],
  },
  'watch.read': { enterprise: 'all', vendor: 'all', agency: ['officer', 'auditor'] },
  'watch.claim': { enterprise: ['buyer', 'approver'] },
  'watch.answer': { vendor: ['vendor'] },
  'watch.decide': { agency: ['officer'] },
  'watch.act': { enterprise: ['buyer', 'approver'], vendor: ['vendor'], agency: ['officer', 'auditor'] },
  // orders
  'order.read': { enterprise: 'all', vendor: 'all', agency: ['officer', 'auditor'] },
  'order.confirm': { enterprise: ['approver', 'signatory'], vendor: ['vendor', 'signatory'] },
  'order.seal': { enterprise: ['buyer', 'approver', 'signatory'], vendor: ['vendor', 'signatory'] },
  'order.check_seal': { agency: ['officer'] },
  'tax.propose': { vendor: ['vendor'] },
  'tax.oversee': { agency: ['officer', 'auditor'] },
  'tax.decide': { agency: ['officer'] },
  'order.change': { enterprise: ['buyer', 'approver'], vendor: ['vendor'], agency: ['officer'] },
  'invoice.request': { enterprise: ['buyer', 'approver'] },
  'invoice.issue': { vendor: ['vendor'], agency: ['officer'] },
  'order.deliver': { vendor: ['vendor'] },
  'order.accept': { enterprise: ['buyer', 'asset_manager', 'approver'] },
  // licenses
  'license.read': {
    enterprise: ['asset_manager', 'buyer', 'approver', 'head'],
    agency: ['inspector', 'auditor'],
  },
  'license.manage': { enterprise: ['asset_manager'] },
  'license.supply': { vendor: ['vendor'] },
  'license.verify': { agency: ['officer', 'inspector', 'auditor'] },
  'record.read': {
    enterprise: ['asset_manager', 'buyer', 'approver', 'head'],
    vendor: 'all',
    agency: ['inspector', 'auditor'],
  },
  // compliance
  'inventory.read': { enterprise: ['asset_manager', 'buyer', 'approver', 'head'] },
  'inventory.inspect': {
    enterprise: ['asset_manager', 'buyer', 'approver', 'head'],
    agency: ['inspector', 'auditor'],
  },
  'inventory.manage': { enterprise: ['asset_manager'] },
  'compliance.read': { enterprise: ['asset_manager', 'buyer', 'approver', 'head'] },
  'compliance.oversee': { agency: ['officer', 'auditor', 'liaison', 'leader', 'inspector'] },
  'recognition.read': { agency: ['officer', 'auditor'] },
  'recognition.manage': { agency: ['officer'] },
  'campaign.read': {
    enterprise: ['asset_manager', 'approver', 'head'],
    agency: ['officer', 'auditor', 'liaison', 'leader', 'inspector'],
  },
  'campaign.manage': { agency: ['officer'] },
  'inspection.check': { agency: ['inspector'] },
  'inspection.hear': { enterprise: ['approver'] },
  'pilot.read': {
    enterprise: ['asset_manager', 'approver', 'head'],
    agency: ['officer', 'auditor', 'liaison', 'leader', 'inspector'],
  },
  'pilot.begin': { enterprise: ['asset_manager', 'approver'], agency: ['officer'] },
  'pilot.fill': { enterprise: ['asset_manager'], agency: ['officer', 'inspector'] },
  'blacklist.read': { agency: ['officer', 'inspector', 'auditor'] },
  'blacklist.propose': { agency: ['officer', 'inspector'] },
  'blacklist.hear': {
    enterprise: ['approver', 'head', 'asset_manager'],
    vendor: ['vendor', 'signatory', 'head', 'approver'],
  },
  // payments
  'payment.read': { enterprise: 'all', vendor: 'all' },
  'payment.pay': { enterprise: 'all' },
  'payment.receive': { vendor: 'all' },
  'payment.name_payee': { vendor: ['vendor', 'signatory'] },
  'payment.give_back': { vendor: ['vendor'], agency: ['officer'] },
  'fee.read': { vendor: 'all', agency: ['officer', 'auditor'] },
  'fee.oversee': { agency: ['officer', 'auditor'] },
  'fee.invoice': { agency: ['officer'] },
  'payment.oversee': { agency: ['officer', 'auditor'] },
  'payment.book': { agency: ['officer'] },
  // mediation
  'case.read': { enterprise: 'all', vendor: 'all', mediation_body: 'all' },
  'case.file': { enterprise: ['buyer', 'asset_manager', 'approver'], vendor: ['vendor'] },
  'case.register': { mediation_body: ['registrar'] },
  'case.mediate': { mediation_body: ['mediator'] },
  'support.ask': { agency: ['officer'] },
  'template.write': { mediation_body: ['registrar', 'mediator'] },
  'matter.read': { mediation_body: ['head', 'mediator'] },
  // program
  'program.read': { agency: ['officer', 'auditor', 'liaison', 'leader'] },
  'program.oversee': { agency: ['officer', 'auditor'] },
  'program.work': { agency: ['officer', 'liaison', 'leader'] },
  'program.manage': { agency: ['officer'] },
  'training.enroll': { enterprise: ['buyer', 'asset_manager', 'approver'], vendor: ['vendor'] },
  'training.attend': { enterprise: 'all', vendor: 'all' },
  'market.read': { agency: ['officer', 'auditor', 'inspector'] },
  'market.work': { agency: ['officer', 'inspector'] },
  'disclosure.own': { enterprise: 'all' },
  'statement.take': { enterprise: ['approver', 'head'] },
  'letter.read': { enterprise: 'all', vendor: 'all' },
  'letter.sign': { enterprise: ['approver', 'signatory'], vendor: ['vendor', 'signatory'] },
  'listing.read': { vendor: 'all', agency: ['officer', 'auditor', 'liaison', 'leader'] },
  'listing.propose': { vendor: ['vendor'], agency: ['officer', 'liaison'] },
  'scorecard.read': { agency: ['officer', 'auditor', 'liaison', 'leader', 'evaluator'] },
  'honor.own': { enterprise: 'all' },
  'honor.apply': { enterprise: ['buyer', 'approver'] },
  'honor.read': { agency: ['officer', 'auditor', 'evaluator'] },
  'honor.score': { agency: ['evaluator'] },
  'survey.own': { enterprise: 'all' },
  'survey.answer': { enterprise: ['buyer', 'asset_manager', 'approver'] },
  'audit.read': { agency: ['auditor'] },
} as const satisfies Record<string, Row>

export type AccessName = keyof typeof access

/** `anyone`: no sign-in; `signed`: a signed message, never a cookie; `seat`: any signed-in person, the row decides. */
export type Access = AccessName | 'anyone' | 'signed' | 'seat'

type Someone = { kind: OrganizationKind | 'visitor' | 'clock'; roles: readonly Role[] }

/** Whether the door opens: 'enter', 'forbidden' (own kind of organization, other role), 'hidden' (no such page here). */
export function admits(name: Access, someone: Someone): 'enter' | 'forbidden' | 'hidden' {
  if (name === 'anyone' || name === 'signed') return 'enter'
  if (someone.kind === 'visitor' || someone.kind === 'clock') return 'hidden'
  if (name === 'seat') return 'enter'
  const row: Row = access[name]
  const allowed = row[someone.kind]
  if (allowed === undefined) return 'hidden'
  return allowed === 'all' || allowed.some((role) => someone.roles.includes(role)) ? 'enter' : 'forbidden'
}

export const mayEnter = (name: Access, someone: Someone) => admits(name, someone) === 'enter'
