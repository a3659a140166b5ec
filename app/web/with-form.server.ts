import { createHash } from 'node:crypto'
import { data } from '@remix-run/node'
import { type Kysely, sql } from 'kysely'
import type { ZodError, ZodType } from 'zod'
import type { Database } from '~db/schema'
import type { Locale } from '~/kernel/locale'
import { Refused, refusalOf } from '~/kernel/refusal'
import { nobody } from '~/people/actor'
import { provesFactor } from '~/people/factors.server'
import { rotateSession } from '~/people/session.server'
import { problemSentence, refusalSentence } from '~/texts/refusals.server'
import type { Answer } from './answer'
import { sessionHeader } from './cookie.server'
import { door } from './database.server'
import type { Entered } from './enter.server'
import { formObject } from './form-object'

const secret = /password|totp|secret|key/i
const stepUpMinutes = 5

/**
 * Parses the posted form, opens the transaction, and turns a refusal into an answer that keeps the input. A form that
 * carries `_key` has its effect once: the repeat gets the first answer. Where the page asks for a step-up and the
 * last one is older than five minutes, the form's `totp` must prove the second factor first. What takes its time and needs
 * no row, such as reading a file, is done `ahead` of the transaction.
 */
export async function withForm<Values, Done, Ready = Values>(
  entered: Entered,
  form: ZodType<Values>,
  work: (tx: Kysely<Database>, values: Ready) => Promise<Done>,
  ahead: (values: Values) => Promise<Ready> = async (values) => values as unknown as Ready,
) {
  const { request, actor } = entered
  const posted = await request.formData()
  const values = valuesOf(posted)
  const refused = (error: Refused) => notAccepted(values, actor.locale, [], error)

  const headers = new Headers()
  if (entered.handle.stepUp && !isFresh(entered)) {
    const code = String(posted.get('totp') ?? '')
    if (code === '') return refused(new Refused('step-up-needed', { field: 'totp' }))
    if (!entered.session || !(await provesFactor(door(entered.requestId), entered.session.personId, code)))
      return refused(new Refused('wrong-code', { field: 'totp' }))
    headers.append(
      'set-cookie',
      sessionHeader(await rotateSession(door(entered.requestId), entered.session.idHash, { factor: true })),
    )
  }

  const parsed = form.safeParse(formObject(posted))
  if (!parsed.success) {
    const problems = issuesOf(parsed.error.issues).map((issue) => ({
      field: issue.path.join('.'),
      message: problemSentence(issue, actor.locale),
    }))
    return notAccepted(values, actor.locale, problems, null, headers)
  }
  try {
    const ready = await ahead(parsed.data)
    const done = await retried(() =>
      entered.db.transaction().execute((tx) => once(tx, entered, posted, () => work(tx, ready))),
    )
    if (done instanceof Response) for (const [name, value] of headers) done.headers.append(name, value)
    return done
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) return notAccepted(values, actor.locale, [], refusal, headers)
    throw error
  }
}

const isFresh = ({ session, now }: Entered) =>
  session?.stepUpAt != null && now.getTime() - session.stepUpAt.getTime() < stepUpMinutes * 60_000

type Issue = ZodError['issues'][number]

/** Of a page with several forms, what is wrong with the one that was posted: the branch whose `move` fits. */
function issuesOf(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
    const meant = issue.errors.find((branch) => !branch.some(({ path }) => path[0] === 'move'))
    return issuesOf((meant ?? issue.errors[0]!) as Issue[])
  })
}

function valuesOf(posted: FormData): Answer['values'] {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(posted.keys())) {
    if (secret.test(name) || name.startsWith('_')) continue
    const texts = posted.getAll(name).filter((value) => typeof value === 'string')
    values[name] = texts.length > 1 ? texts : (texts[0] ?? '')
  }
  return values
}

function notAccepted(
  values: Answer['values'],
  locale: Locale,
  problems: Answer['problems'],
  refused: Refused | null,
  headers?: Headers,
) {
  const refusal = refused && {
    code: refused.code,
    sentence: refusalSentence(refused, locale),
    ...(refused.field !== undefined && { field: refused.field }),
  }
  return data<Answer>({ problems, refusal, values }, { status: 422, ...(headers && { headers }) })
}

/** Serialization failures and deadlocks are tried again, with jitter. */
export async function retried<T>(work: () => Promise<T>, tries = 5): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await work()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (n >= tries || (code !== '40001' && code !== '40P01')) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** n))
    }
  }
}

/** The form's key is taken in the transaction of its effect; the repeat waits for it and gets the saved answer. */
async function once<Done>(
  tx: Kysely<Database>,
  { actor, handle }: Entered,
  posted: FormData,
  work: () => Promise<Done>,
) {
  const key = posted.get('_key')
  if (handle.secret || typeof key !== 'string' || key.length < 8 || actor.organizationId === nobody)
    return work()
  const fingerprint = await fingerprintOf(posted)
  const taken = await sql<{ key: string }>`
    insert into idempotency_keys (org_id, key, fingerprint) values (${actor.organizationId}, ${key}, ${fingerprint})
    on conflict do nothing returning key`.execute(tx)
  if (taken.rows.length === 0) {
    const first = await tx.selectFrom('idempotencyKeys').selectAll().where('key', '=', key).executeTakeFirst()
    if (!first || !first.fingerprint.equals(fingerprint)) throw new Refused('repeated-differently')
    if (first.answer?.location)
      return new Response(null, { status: 302, headers: { location: first.answer.location } }) as Done
    return (first.answer?.data ?? null) as Done
  }
  const done = await work()
  const answer =
    done instanceof Response ? { location: done.headers.get('location') } : { data: done ?? null }
  await tx
    .updateTable('idempotencyKeys')
    .set({ answer: asJson(answer) })
    .where('key', '=', key)
    .execute()
  return done
}

const asJson = (answer: unknown) =>
  JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? value.toString() : value))

async function fingerprintOf(posted: FormData): Promise<Buffer> {
  const hash = createHash('sha256')
  for (const [name, value] of posted) {
    if (name === 'totp') continue
    hash.update(`${name}\0`)
    hash.update(typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer()))
    hash.update('\0')
  }
  return hash.digest()
}
