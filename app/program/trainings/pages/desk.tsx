import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { TrainingList } from '../parts/training-list'
import { useTrainingTexts } from '../parts/texts'
import { listTrainings } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.training-desk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  return { trainings: await listTrainings(db, now), plans: is(actor, 'officer') }
}

export default function TrainingsDesk() {
  const { trainings, plans } = useLoaderData<typeof loader>()
  const texts = useTrainingTexts().desk
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          plans && (
            <LinkButton to="/office/trainings/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      <TrainingList
        caption={texts.title}
        trainings={trainings}
        under="/office/trainings"
        empty={<Empty icon="people" title={texts.none} why={texts.noneWhy} />}
      />
    </>
  )
}
