import type { IconName } from '~/design/icons'
import type { Access } from '~/people/access'

type Place = { to: string; label: string; icon: IconName; access: Access; end?: boolean }
export type Group = { key: string; places: readonly Place[] }

/** Where one can go, grouped by the street; `label` is a key of the titles, `access` decides who sees the entry. */
export const navigation: readonly Group[] = [
  {
    key: 'start',
    places: [{ to: '/home', label: 'program.home', icon: 'building', access: 'seat', end: true }],
  },
  {
    key: 'demand',
    places: [
      { to: '/catalog', label: 'catalog.list', icon: 'box', access: 'seat' },
      { to: '/recommended', label: 'program.recommended', icon: 'star', access: 'seat', end: true },
      { to: '/prices', label: 'awards.prices', icon: 'chart', access: 'seat' },
      { to: '/demands', label: 'demands.list', icon: 'list', access: 'demand.plan' },
      { to: '/office/demands', label: 'demands.board', icon: 'list', access: 'demand.pool' },
      { to: '/wishes', label: 'demands.wishes', icon: 'people', access: 'seat' },
    ],
  },
  {
    key: 'rounds',
    places: [
      { to: '/rounds', label: 'rounds.list', icon: 'layers', access: 'seat' },
      { to: '/office/rounds', label: 'rounds.calendar', icon: 'calendar', access: 'round.plan' },
      { to: '/pledges', label: 'rounds.pledges', icon: 'check-circle', access: 'pledge.read' },
      { to: '/joins', label: 'awards.joins', icon: 'people', access: 'join.read' },
      { to: '/watches', label: 'awards.watches', icon: 'shield', access: 'watch.read' },
    ],
  },
  {
    key: 'bids',
    places: [
      { to: '/qualification', label: 'rounds.qualification', icon: 'shield', access: 'bid.read' },
      {
        to: '/office/qualifications',
        label: 'rounds.qualifications',
        icon: 'shield',
        access: 'qualification.oversee',
      },
      {
        to: '/office/authorizations',
        label: 'rounds.authorizations',
        icon: 'document',
        access: 'qualification.oversee',
      },
      { to: '/bids', label: 'bids.list', icon: 'lock', access: 'bid.read' },
      { to: '/recommended/proposals', label: 'program.proposals', icon: 'star', access: 'listing.read' },
      { to: '/scorecard', label: 'program.own-scorecard', icon: 'chart', access: 'bid.read' },
      { to: '/office/scorecards', label: 'program.scorecards', icon: 'chart', access: 'scorecard.read' },
    ],
  },
  {
    key: 'orders',
    places: [
      { to: '/orders', label: 'orders.list', icon: 'document', access: 'order.read' },
      { to: '/payments', label: 'payments.own', icon: 'card', access: 'payment.read' },
      { to: '/vendor/taxes', label: 'orders.vendor-taxes', icon: 'tag', access: 'tax.propose' },
    ],
  },
  {
    key: 'licenses',
    places: [
      { to: '/licenses', label: 'licenses.list', icon: 'tag', access: 'license.read' },
      { to: '/supplied', label: 'licenses.supplied', icon: 'key', access: 'license.supply' },
      { to: '/office/claims', label: 'licenses.claims', icon: 'tag', access: 'license.verify' },
    ],
  },
  {
    key: 'cases',
    places: [
      { to: '/registry', label: 'mediation.registry', icon: 'archive', access: 'case.register' },
      { to: '/mediation/desk', label: 'mediation.desk', icon: 'people', access: 'case.mediate' },
      { to: '/office/support', label: 'mediation.support-desk', icon: 'eye', access: 'support.ask' },
      { to: '/cases', label: 'mediation.list', icon: 'message', access: 'case.read' },
      { to: '/mediation', label: 'mediation.about', icon: 'document', access: 'seat', end: true },
    ],
  },
  {
    key: 'organization',
    places: [
      {
        to: '/organization',
        label: 'people.organization',
        icon: 'building',
        access: 'organization.read',
        end: true,
      },
      { to: '/organization/members', label: 'people.members', icon: 'person', access: 'organization.read' },
      { to: '/surveys', label: 'program.surveys', icon: 'chart', access: 'survey.own' },
      { to: '/honors', label: 'program.honors', icon: 'star', access: 'honor.own' },
      { to: '/trainings', label: 'program.trainings', icon: 'people', access: 'training.attend' },
      { to: '/letters', label: 'program.letters', icon: 'document', access: 'letter.read' },
    ],
  },
  {
    key: 'compliance',
    places: [
      { to: '/inventory', label: 'compliance.inventory', icon: 'archive', access: 'inventory.read' },
      { to: '/compliance', label: 'compliance.position', icon: 'shield', access: 'compliance.read' },
      { to: '/compliance/ledgers', label: 'compliance.ledgers', icon: 'layers', access: 'compliance.read' },
      {
        to: '/office/compliance',
        label: 'compliance.oversight',
        icon: 'shield',
        access: 'compliance.oversee',
      },
      { to: '/campaigns', label: 'compliance.campaigns', icon: 'check-circle', access: 'campaign.read' },
      { to: '/rectifications', label: 'compliance.rectifications', icon: 'undo', access: 'campaign.read' },
      { to: '/inspections', label: 'compliance.inspections', icon: 'search', access: 'campaign.read' },
      { to: '/pilots', label: 'compliance.pilots', icon: 'layers', access: 'pilot.read' },
      { to: '/office/blacklist', label: 'compliance.blacklist-desk', icon: 'flag', access: 'blacklist.read' },
      { to: '/office/sellers', label: 'program.sellers', icon: 'tag', access: 'market.read' },
      { to: '/office/market-cases', label: 'program.market-cases', icon: 'flag', access: 'market.read' },
      { to: '/office/recognition', label: 'compliance.packs', icon: 'list', access: 'recognition.read' },
    ],
  },
  {
    key: 'office',
    places: [
      { to: '/office', label: 'program.office', icon: 'chart', access: 'program.read', end: true },
      { to: '/office/plan', label: 'program.plan', icon: 'target', access: 'program.read' },
      { to: '/office/meetings', label: 'program.meetings', icon: 'calendar', access: 'program.read' },
      { to: '/office/reports', label: 'program.reports', icon: 'document', access: 'program.read' },
      { to: '/office/briefs', label: 'program.briefs', icon: 'layers', access: 'program.oversee' },
      {
        to: '/office/announcements',
        label: 'program.announcements',
        icon: 'message',
        access: 'program.oversee',
      },
      { to: '/office/surveys', label: 'program.survey-desk', icon: 'chart', access: 'program.oversee' },
      { to: '/office/honors', label: 'program.honor-desk', icon: 'star', access: 'program.oversee' },
      { to: '/honors/scoring', label: 'program.honor-scoring', icon: 'star', access: 'honor.score' },
      {
        to: '/office/disclosures',
        label: 'program.disclosures-desk',
        icon: 'document',
        access: 'program.read',
      },
      { to: '/office/trainings', label: 'program.training-desk', icon: 'people', access: 'program.oversee' },
      { to: '/office/workdays', label: 'program.workdays', icon: 'calendar', access: 'program.oversee' },
      { to: '/office/budget', label: 'program.budget', icon: 'card', access: 'program.oversee' },
      {
        to: '/office/organizations',
        label: 'people.organizations',
        icon: 'building',
        access: 'organization.oversee',
      },
      { to: '/office/coverage', label: 'people.coverage', icon: 'list', access: 'program.oversee' },
      { to: '/office/units', label: 'people.units', icon: 'people', access: 'program.oversee' },
      {
        to: '/office/registration',
        label: 'people.registration',
        icon: 'upload',
        access: 'registration.read',
      },
      { to: '/office/taxes', label: 'orders.taxes', icon: 'tag', access: 'tax.oversee' },
      {
        to: '/office/sealed-scans',
        label: 'orders.sealed-scans',
        icon: 'check-circle',
        access: 'order.check_seal',
      },
      { to: '/office/statements', label: 'payments.statements', icon: 'upload', access: 'payment.oversee' },
      { to: '/office/matching', label: 'payments.matching', icon: 'link', access: 'payment.oversee' },
      { to: '/office/online', label: 'payments.online', icon: 'card', access: 'payment.oversee' },
      { to: '/office/chargebacks', label: 'payments.chargebacks', icon: 'flag', access: 'payment.oversee' },
      { to: '/office/refunds', label: 'payments.refunds', icon: 'undo', access: 'payment.oversee' },
      { to: '/office/payouts', label: 'payments.payouts', icon: 'card', access: 'payment.oversee' },
      { to: '/office/fees', label: 'payments.fees', icon: 'document', access: 'fee.oversee' },
      { to: '/office/payees', label: 'payments.payees', icon: 'shield', access: 'payment.oversee' },
      { to: '/office/breaks', label: 'payments.breaks', icon: 'check-circle', access: 'payment.oversee' },
      { to: '/office/ledger', label: 'payments.ledger', icon: 'layers', access: 'payment.oversee' },
      { to: '/office/mails', label: 'people.mails', icon: 'document', access: 'mail.read' },
      { to: '/audit/events', label: 'program.auditEvents', icon: 'hash', access: 'audit.read' },
    ],
  },
]
