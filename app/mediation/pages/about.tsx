import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { mayEnter } from '~/people/access'
import { nobody } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listOpenBodies } from '../bodies/bodies.server'
import { AboutText } from '../parts/about-text'
import { PublicBodies } from '../parts/public-bodies'
import { PublicFigures } from '../parts/public-figures'
import { PublicPeriods } from '../parts/public-periods'
import { useMediationSiteTexts } from '../parts/texts'
import { listPublicPeriods } from '../statistics/periods.server'
import { readFigures } from '../statistics/public.server'

export const handle = page({ access: 'anyone', title: 'mediation.about', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return {
    // Someone who has not signed in is asked to, and comes back to it.
    files: actor.personId === nobody || mayEnter('case.file', actor),
    bodies: await listOpenBodies(db),
    periods: await listPublicPeriods(db),
    figures: (await readFigures(db)).figures,
  }
}

export default function AboutMediation() {
  const { files, bodies, periods, figures } = useLoaderData<typeof loader>()
  const { about: texts } = useMediationSiteTexts()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          files && (
            <LinkButton to="/cases/new" look="primary">
              {texts.file}
            </LinkButton>
          )
        }
      />
      <AboutText />
      <PublicBodies bodies={bodies} />
      <PublicPeriods periods={periods} />
      <PublicFigures figures={figures} />
    </>
  )
}
