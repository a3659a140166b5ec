import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { trainings as en } from '~/texts/en/trainings'
import { inLanguage } from '~/texts/spoken'
import { trainings as zh } from '~/texts/zh/trainings'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findTraining, listEnrollments } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'people.resource' })

/** Whoever is enrolled, waits or came. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const training = found(await findTraining(db, params.trainingId!))
  const texts = inLanguage(actor.locale, zh, en)
  const { desk } = texts
  const inZh = actor.locale === 'zh'
  return csvFile(
    `training-${dayOf(training.startsAt)}.csv`,
    [texts.person, texts.mail, desk.organization, desk.district, texts.state, texts.certificate, texts.quiz.title, desk.at],
    (await listEnrollments(db, training.id)).map((row) => [
      row.person, row.mail, row.organization, inZh ? row.districtZh : row.districtEn, texts.personStates[row.state], row.certificateNo, row.score, dayOf(row.at),
    ]),
  ) // oxfmt-ignore
}
