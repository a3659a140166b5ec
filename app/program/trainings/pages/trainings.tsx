import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { TrainingList } from '../parts/training-list'
import { useTrainingTexts } from '../parts/texts'
import { listTrainings } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.trainings' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  const all = (await listTrainings(db, now)).filter(({ state }) => state !== 'draft')
  const isPast = ({ state, endsAt }: (typeof all)[number]) => state !== 'held' && endsAt < now
  return { coming: all.filter((training) => !isPast(training)), past: all.filter(isPast) }
}

export default function Trainings() {
  const { coming, past } = useLoaderData<typeof loader>()
  const texts = useTrainingTexts()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Section title={texts.coming} count={coming.length}>
        <TrainingList
          caption={texts.coming}
          trainings={coming}
          under="/trainings"
          empty={<Empty icon="people" title={texts.none} why={texts.noneWhy} />}
        />
      </Section>
      {past.length > 0 && (
        <Section title={texts.past} count={past.length}>
          <TrainingList caption={texts.past} trainings={past} under="/trainings" empty={null} />
        </Section>
      )}
    </>
  )
}
