import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { pilotPdf } from '../../papers/pilot.server'
import { openPilot } from '../opening.server'

export const handle = page({ access: 'pilot.read', title: 'people.resource' })

/** The pilot as a report; before its conclusion a draft, and says so. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const opened = found(await openPilot(db, params.pilotId!, now))
  return pdfFile(`pilot-${opened.its.year}.pdf`, await pilotPdf(opened, actor.locale))
}
