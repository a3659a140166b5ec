import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listProposals } from '../queries.server'

export const handle = page({ access: 'listing.read', title: 'program.proposals' })

/** The proposals that one sees. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return csvFile(
    'proposals.csv',
    ['product', 'edition', 'proposer', 'proposed_on', 'state', 'decided_on', 'valid_until'],
    (await listProposals(db)).map((row) => [
      row.nameZh, row.edition, row.proposer, dayOf(row.at), row.state, row.decidedAt && dayOf(row.decidedAt), row.validUntil,
    ]),
  ) // oxfmt-ignore
}
