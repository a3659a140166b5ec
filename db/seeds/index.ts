import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'
import { planAppeals } from './appeals.ts'
import { seedAuthorizations } from './authorizations.ts'
import { seedAwards } from './awards.ts'
import { seedBids } from './bids.ts'
import { planBlacklist } from './blacklist.ts'
import { planBriefs } from './briefs.ts'
import { planCampaigns } from './campaigns.ts'
import { seedCatalog } from './catalog.ts'
import { planChallenges } from './challenges.ts'
import { planChanges } from './changes.ts'
import { planCertificates } from './certificates.ts'
import { seedConference } from './conference.ts'
import { planCriteria } from './criteria.ts'
import { planConnected } from './connected.ts'
import { seedDemands } from './demands.ts'
import { planDisputes } from './disputes.ts'
import { planEstates } from './estates.ts'
import { planInquiries } from './inquiries.ts'
import { planFigures } from './mediation-figures.ts'
import { planInspections } from './inspections.ts'
import { planInvoices } from './invoices.ts'
import { planHonors } from './honors.ts'
import { planJinghe } from './jinghe.ts'
import { planListing } from './listing.ts'
import { planRecognition } from './recognition.ts'
import { planMarket } from './market.ts'
import { planOpenings } from './openings.ts'
import { planOrders } from './orders.ts'
import { seedOutreach } from './outreach.ts'
import { seedPeople } from './people.ts'
import { planYear } from './plan.ts'
import { planPilots } from './pilots.ts'
import { seedPledges } from './pledges.ts'
import { seedQualifications } from './qualifications.ts'
import { planRegistration } from './registration.ts'
import { planRenewals } from './renewals.ts'
import { seedRounds } from './rounds.ts'
import { planProvider } from './provider.ts'
import { tellPublication } from './publication.ts'
import { planFees } from './fees.ts'
import { planScans } from './scans.ts'
import { planShort } from './short.ts'
import { planSettling } from './settling.ts'
import { seedSupervision } from './supervision.ts'
import { planTemplates } from './templates.ts'
import { planTaxes } from './taxes.ts'
import { planSurveys } from './surveys.ts'
import { beginTelling, clockOf, endTelling, tell, type Told } from './telling.ts'
import { timelineOf } from './timeline.ts'
import { planTransfers } from './transfers.ts'
import { planWatches } from './watches.ts'

/** Tells the story of the demo market into an empty database; a market that has anyone in it is left alone. */
export async function seed(db: Kysely<Database>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('muster seed'))`.execute(tx)
    const someone = await tx.selectFrom('organizations').select('id').limit(1).executeTakeFirst()
    if (someone) return false
    const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
    const { now } = rows[0]!
    await sql`select set_config('transaction_timeout', '0', true), set_config('statement_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true)`.execute(tx)
    await beginTelling(tx)
    await seedPeople(tx, now)
    await seedCatalog(tx, now)
    await seedPurchasing(tx, now)
    await tellPublication(tx)
    await endTelling(tx)
    return true
  })
}

/** From pooled demand to sealed bids; what happened is told in the order of its time. */
async function seedPurchasing(db: Kysely<Database>, now: Date) {
  const clock = clockOf(now)
  const events: Told[] = []
  const rounds = await seedRounds(db, clock, events)
  const pledges = await seedPledges(db, clock, rounds, events)
  await seedQualifications(db, clock)
  await seedAuthorizations(db, clock, events)
  const bids = await seedBids(db, clock, rounds, events)
  const runs = await seedAwards(db, rounds, events)
  await seedDemands(db, clock, pledges, events)
  await seedConference(db, clock, events)
  await seedOutreach(db, clock, events)
  await seedSupervision(db, clock, events)
  await tell(db, events)
  const story = timelineOf(db, clock)
  planTemplates(story)
  planOpenings(story, rounds, bids)
  planAppeals(story)
  planCriteria(story)
  planInquiries(story, rounds)
  planChallenges(story, rounds)
  planEstates(story, pledges)
  planJinghe(story)
  planRecognition(story)
  planBriefs(story)
  planYear(story)
  planRegistration(story)
  planCampaigns(story)
  planInspections(story)
  planPilots(story)
  planBlacklist(story)
  planMarket(story)
  planCertificates(story)
  const orders = planOrders(story, runs)
  await orders.open()
  planSettling(story, orders.bank)
  planProvider(story, orders.bank)
  planShort(story, orders.bank)
  planConnected(story)
  planTransfers(story)
  planRenewals(story)
  planWatches(story)
  planChanges(story)
  planInvoices(story)
  planScans(story)
  planTaxes(story)
  planFees(story)
  planListing(story)
  planHonors(story)
  planSurveys(story)
  await planDisputes(story)
  planFigures(story)
  await story.play()
}
