import { awards as awardsEn } from '~/texts/en/awards'
import { bids as bidsEn } from '~/texts/en/bids'
import { blacklist as blacklistEn } from '~/texts/en/blacklist'
import { campaigns as campaignsEn } from '~/texts/en/campaigns'
import { inspections as inspectionsEn } from '~/texts/en/inspections'
import { compliance as complianceEn } from '~/texts/en/compliance'
import { demands as demandsEn } from '~/texts/en/demands'
import { inventory as inventoryEn } from '~/texts/en/inventory'
import { licenses as licensesEn } from '~/texts/en/licenses'
import { mediation as mediationEn } from '~/texts/en/mediation'
import { openers as openersEn } from '~/texts/en/openers'
import { orders as ordersEn } from '~/texts/en/orders'
import { payments as paymentsEn } from '~/texts/en/payments'
import { people as peopleEn } from '~/texts/en/people'
import { rounds as roundsEn } from '~/texts/en/rounds'
import { awards } from '~/texts/zh/awards'
import { bids } from '~/texts/zh/bids'
import { blacklist } from '~/texts/zh/blacklist'
import { campaigns } from '~/texts/zh/campaigns'
import { inspections } from '~/texts/zh/inspections'
import { compliance } from '~/texts/zh/compliance'
import { demands } from '~/texts/zh/demands'
import { inventory } from '~/texts/zh/inventory'
import { licenses } from '~/texts/zh/licenses'
import { mediation } from '~/texts/zh/mediation'
import { openers } from '~/texts/zh/openers'
import { orders } from '~/texts/zh/orders'
import { payments } from '~/texts/zh/payments'
import { people } from '~/texts/zh/people'
import { rounds } from '~/texts/zh/rounds'

/** What the pages say, room by room, in both languages. */
export const words = {
  zh: {
    people,
    demands,
    rounds,
    openers,
    bids,
    awards,
    orders,
    licenses,
    compliance,
    campaigns,
    inspections,
    blacklist,
    inventory,
    payments,
    mediation,
  },
  en: {
    people: peopleEn,
    demands: demandsEn,
    rounds: roundsEn,
    openers: openersEn,
    bids: bidsEn,
    awards: awardsEn,
    orders: ordersEn,
    licenses: licensesEn,
    compliance: complianceEn,
    campaigns: campaignsEn,
    inspections: inspectionsEn,
    blacklist: blacklistEn,
    inventory: inventoryEn,
    payments: paymentsEn,
    mediation: mediationEn,
  },
}
