import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { dayOf } from '~/kernel/workdays'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { readBodyDesk } from '../bodies/desk.server'
import { BodyFigures } from '../parts/body-figures'
import { BodyLicense, LicenseChip } from '../parts/body-license'
import { BodyLoad } from '../parts/body-load'
import { BodyWaiting } from '../parts/body-waiting'
import { MattersLink } from '../parts/matters-link'
import { useMediationSiteTexts, useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'case.register', title: 'mediation.body' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  return { ...found(await readBodyDesk(db, actor, params.bodyId!)), today: dayOf(now), now }
}

export default function Body() {
  const { body, roster, appointments, challenges, openMatters, quarters, today, now } =
    useLoaderData<typeof loader>()
  const { body: texts } = useMediationSiteTexts()
  const all = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[{ label: all.registry.title, to: '/registry' }]}
        title={useNamed()(body.name, body.nameEn)}
        state={<LicenseChip body={body} today={today} />}
        sentence={texts.lead}
      />
      <Columns
        side={
          <>
            <BodyLicense body={body} />
            <p className="mt-6">
              <TextLink to={`/bodies/${body.orgId}/templates`}>{all.templates.title}</TextLink>
            </p>
          </>
        }
      >
        <BodyWaiting appointments={appointments} challenges={challenges} now={now} />
        {openMatters !== null && <MattersLink bodyId={body.orgId} open={openMatters} />}
        <BodyLoad roster={roster} />
        <BodyFigures quarters={quarters} />
      </Columns>
    </>
  )
}
