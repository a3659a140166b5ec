import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { nameIn } from '~/kernel/locale'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import type { About } from '~/web/shared-card'
import { withForm } from '~/web/with-form.server'
import { listAttachments } from '../../attachments.server'
import { PlainText } from '../../parts/plain-text'
import { moveEnrollment } from '../commands.server'
import { enrollmentForm } from '../form'
import { Materials } from '../parts/materials'
import { OwnPeople } from '../parts/own-people'
import { useTrainingTexts } from '../parts/texts'
import { shownState, TrainingChip } from '../parts/training-chip'
import { TrainingFacts } from '../parts/training-facts'
import { findQuiz } from '../quiz.server'
import { findTraining, listOwnEnrollments } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.training' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const training = found(await findTraining(db, params.trainingId!))
  const attends = mayEnter('training.attend', actor)
  const own = attends ? await listOwnEnrollments(db, actor, training.id) : []
  const quiz = await findQuiz(db, training.id)
  // Who came reads the questions; before, they would be the talk of the room.
  const came = own.some(({ state }) => state === 'attended')
  const materials = attends ? await listAttachments(db, training.id) : []
  const title = nameIn(actor.locale, training.titleZh, training.titleEn || null)
  return {
    title,
    about: aboutOf(title, training),
    training,
    own,
    quiz: quiz ? { count: quiz.questions.length, passAt: quiz.passAt, needed: quiz.needed } : null,
    questions: came && quiz ? quiz.questions : null,
    materials: materials.map(({ id, name }) => ({ id, name })),
    attends,
    enrolls: mayEnter('training.enroll', actor),
    visits: actor.kind === 'visitor',
  }
}

function aboutOf(name: string, { startsAt, endsAt, place, description, state }: Training): About {
  const status = state === 'canceled' ? 'EventCancelled' : 'EventScheduled'
  const facts = {
    startDate: startsAt,
    endDate: endsAt,
    location: { '@type': 'Place', name: place, address: place },
  }
  return {
    '@type': 'EducationEvent',
    name,
    ...facts,
    description,
    eventStatus: `https://schema.org/${status}`,
  }
}

type Training = NonNullable<Awaited<ReturnType<typeof findTraining>>>

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'training.enroll' })
  return withForm(entered, enrollmentForm, async (tx, asked) => {
    const { id } = found(await findTraining(tx, entered.params.trainingId!))
    const done = await moveEnrollment(tx, entered.actor, id, asked)
    return redirect(`/trainings/${id}?done=training-${done}`)
  })
}

export default function TrainingPage() {
  const { training, own, quiz, questions, materials, attends, enrolls, visits } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useTrainingTexts()
  const named = useNamed()
  return (
    <article lang={useLocale()}>
      <PageHead
        trail={[{ label: texts.title, to: '/trainings' }]}
        title={named(training.titleZh, training.titleEn || null)}
        state={<TrainingChip training={training} />}
        sentence={texts.sentence[shownState(training)]}
      />
      <Columns
        side={
          <Section title={texts.time}>
            <TrainingFacts training={training} quiz={quiz} />
          </Section>
        }
      >
        {training.description && <PlainText>{training.description}</PlainText>}
        {visits && training.state === 'open' && <p className="mt-4 text-ink-soft">{texts.signIn}</p>}
        <Materials materials={materials} adds={false} answer={undefined} />
        {attends && (
          <OwnPeople
            training={training}
            people={own}
            questions={questions}
            enrolls={enrolls}
            answer={answer}
          />
        )}
      </Columns>
    </article>
  )
}
