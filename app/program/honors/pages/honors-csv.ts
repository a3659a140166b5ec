import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listHonored } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.honors' })

/** The demonstration units as they are listed. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const honored = (await listHonored(db)).filter(({ state }) => state === 'recommended')
  return csvFile(
    'honors.csv',
    ['enterprise', 'district', 'call', 'rank', 'mean_score', 'certificate_no', 'concluded_on'],
    honored.map((row) => [
      row.organization, row.districtZh, row.titleZh, row.rank, row.score / 100, row.certificateNo, row.decidedAt && dayOf(row.decidedAt),
    ]),
  ) // oxfmt-ignore
}
