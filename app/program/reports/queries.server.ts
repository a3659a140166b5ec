import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import type { Answers } from './answering'
import type { ReportField } from './form'

type Db = Kysely<Database>

/** Reporting rounds with how many of their tasks were handed in, accepted, and are late; the newest first. */
export const listRounds = (db: Db, today: Day) =>
  db
    .selectFrom('reportRounds')
    .leftJoin('reportTasks', 'reportTasks.roundId', 'reportRounds.id')
    .select([
      'reportRounds.id',
      'title',
      'period',
      'coversFrom',
      'coversTo',
      'dueOn',
      'openedAt',
      sql<number>`count(report_tasks.id)::int`.as('tasks'),
      sql<number>`(count(*) filter (where report_tasks.state in ('submitted', 'approved_by_leader', 'accepted')))::int`.as(
        'handed',
      ),
      sql<number>`(count(*) filter (where report_tasks.state = 'accepted'))::int`.as('accepted'),
      sql<number>`(count(*) filter (where report_tasks.state in ('open', 'returned') and due_on < ${today}))::int`.as(
        'late',
      ),
    ])
    .groupBy('reportRounds.id')
    .orderBy('dueOn', 'desc')
    .orderBy('reportRounds.id', 'desc')
    .execute()

export async function findRound(db: Db, roundId: string) {
  const row = await db.selectFrom('reportRounds').selectAll().where('id', '=', roundId).executeTakeFirst()
  return row && { ...row, form: row.form as unknown as ReportField[] }
}

const tasks = (db: Db) =>
  db
    .selectFrom('reportTasks')
    .innerJoin('reportRounds', 'reportRounds.id', 'reportTasks.roundId')
    .innerJoin('organizations', 'organizations.id', 'reportTasks.orgId')
    .leftJoin('persons as submitter', 'submitter.id', 'reportTasks.submittedBy')
    .leftJoin('persons as approver', 'approver.id', 'reportTasks.approvedBy')
    .select([
      'reportTasks.id',
      'reportTasks.roundId',
      'reportTasks.orgId',
      'reportTasks.state',
      'reportTasks.answers',
      'reportTasks.figures',
      'reportTasks.submittedBy',
      'reportTasks.submittedAt',
      'reportTasks.approvedAt',
      'reportTasks.decidedAt',
      'reportTasks.reason',
      'reportRounds.title',
      'reportRounds.form',
      'reportRounds.dueOn',
      'reportRounds.coversFrom',
      'reportRounds.coversTo',
      'organizations.name as agency',
      'organizations.nameEn as agencyEn',
      'submitter.name as submitter',
      'approver.name as approver',
    ])

/** The tasks of a round, by agency. */
export const listTasks = async (db: Db, roundId: string) =>
  (await tasks(db).where('reportTasks.roundId', '=', roundId).orderBy('organizations.name').execute()).map(
    read,
  )

/** One's own unit's tasks, what is due first on top. */
export const listOwnTasks = async (db: Db, actor: Actor) =>
  (
    await tasks(db)
      .where('reportTasks.orgId', '=', actor.organizationId)
      .orderBy(sql`report_tasks.state = 'accepted'`)
      .orderBy('dueOn')
      .execute()
  ).map(read)

/** What a unit has to hand in, again or for the first time, what is due first on top. */
export const listDueTasks = (db: Db, orgId: string) =>
  db
    .selectFrom('reportTasks')
    .innerJoin('reportRounds', 'reportRounds.id', 'reportTasks.roundId')
    .select(['reportTasks.id', 'reportTasks.state', 'title', 'dueOn'])
    .where('reportTasks.orgId', '=', orgId)
    .where('reportTasks.state', 'in', ['open', 'returned'])
    .orderBy('dueOn')
    .orderBy('reportTasks.id')
    .execute()

/** Tasks that are not handed in although their day is over, the longest late first. */
export const listLate = async (db: Db, today: Day) =>
  (
    await tasks(db)
      .where('reportTasks.state', 'in', ['open', 'returned'])
      .where('dueOn', '<', today)
      .orderBy('dueOn')
      .orderBy('organizations.name')
      .execute()
  ).map(read)

export async function findTask(db: Db, taskId: string) {
  const row = await tasks(db).where('reportTasks.id', '=', taskId).executeTakeFirst()
  return row && read(row)
}

type Row = { form: unknown; answers: unknown; figures: unknown }

type Read = { form: ReportField[]; answers: Answers; figures: Record<string, number> }

function read<Task extends Row>(task: Task): Omit<Task, keyof Row> & Read {
  const answers = task.answers as Partial<Answers>
  return {
    ...task,
    form: task.form as ReportField[],
    answers: { values: answers.values ?? {}, remarks: answers.remarks ?? {} },
    figures: task.figures as Record<string, number>,
  }
}

/** What facts say now of the enterprises an agency answers for, over the period of a round. */
export async function findFigures(
  db: Db,
  { orgId, coversFrom, coversTo }: { orgId: string; coversFrom: Day; coversTo: Day },
  today: Day,
) {
  const until = coversTo < today ? coversTo : today
  const { rows } = await sql<{ figures: Record<string, number> }>`
    select report_figures(${orgId}::uuid, ${coversFrom}::date, ${until}::date) as figures`.execute(db)
  return rows[0]!.figures
}

export const seesAll = (actor: Actor) => is(actor, 'officer', 'auditor')
