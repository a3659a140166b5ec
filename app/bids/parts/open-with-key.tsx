import { useRevalidator } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { FormSummary } from '~/design/form-summary'
import { Scripted, useAlive } from '~/design/scripted'
import { Section } from '~/design/section'
import { Passphrase } from '~/rounds/openers/parts/own-key'
import { type Answer, answerOf } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import type { Stage } from '../opening'
import type { Deed } from '../peels/peeling'
import type { Wrap } from '../peels/unwrapping'
import { useBidTexts } from './texts'

type OpenWithKeyProps = {
  roundId: string
  stage: Stage
  set: { over: string; items: number }
  no: number
  recipient: string
  deed: Deed
  whyNot: keyof ReturnType<typeof useBidTexts>['opening']['whyNot'] | null
}

type Standing =
  | { at: 'ready' }
  | { at: 'working'; done: number }
  | { at: 'refused'; answer: Answer }
  | { at: 'wrong'; message: string }
  | { at: 'done'; done: number }

/** The opener's deed: the key is unlocked here, each wrap is opened here, and only what came out leaves this browser. */
export function OpenWithKey(props: OpenWithKeyProps) {
  const { stage, recipient, deed, whyNot } = props
  const texts = useBidTexts().opening
  const [standing, setStanding] = useState<Standing>({ at: 'ready' })
  const alive = useAlive()
  const { revalidate } = useRevalidator()
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    setStanding({ at: 'working', done: 0 })
    const identity = await unlocked(typed, recipient)
    if (!identity) return setStanding({ at: 'wrong', message: texts.keyWrong })
    const totp = String(typed.get('totp') ?? '')
    setStanding(await work(props, identity, totp, (done) => setStanding({ at: 'working', done })))
    revalidate()
  }
  const refusal = standing.at === 'refused' ? standing.answer.refusal : null
  const stepUp = refusal?.field === 'totp'
  return (
    <Section title={texts.withKey[deed][stage]} sentence={texts.withKeyLead[deed]}>
      <Scripted without={texts.scripts}>
        <form method="post" onSubmit={(event) => void onSubmit(event)} className="max-w-2xl space-y-5">
          <FormSummary refusal={refusal && !stepUp ? { what: refusal.sentence } : null} />
          {whyNot && <p className="text-ink-soft">{texts.whyNot[whyNot]}</p>}
          {!whyNot && deed !== 'wait' && (
            <>
              <FileDrop
                name="file"
                id="key-file"
                label={texts.keyFile}
                accept=".age"
                error={standing.at === 'wrong' ? standing.message : null}
              />
              <Passphrase id="passphrase" error={undefined} />
              {stepUp && <StepUpField error={refusal.sentence} />}
              <Button look="primary" icon="unlock" busy={standing.at === 'working'} disabled={!alive}>
                {texts.withKeyButton[deed]}
              </Button>
            </>
          )}
          <output className="block text-sm text-ink-soft empty:hidden">
            {standing.at === 'working' && texts.keyWorking(String(standing.done))}
            {standing.at === 'done' && texts.keyDone(String(standing.done))}
          </output>
        </form>
      </Scripted>
    </Section>
  )
}

async function unlocked(typed: FormData, recipient: string): Promise<string | null> {
  const file = typed.get('file')
  if (!(file instanceof File) || file.size === 0) return null
  const { recipientOf, unlockKey } = await import('~/rounds/sealing/age')
  const identity = await unlockKey(
    new Uint8Array(await file.arrayBuffer()),
    String(typed.get('passphrase') ?? ''),
  )
  return identity && (await recipientOf(identity)) === recipient ? identity : null
}

/** Takes wraps, opens them, brings back what came out; until nothing is left for this key. */
async function work(
  { roundId, stage, set: { over } }: OpenWithKeyProps,
  identity: string,
  totp: string,
  tell: (done: number) => void,
): Promise<Standing> {
  const post = (fields: Record<string, string>) =>
    posted(`/rounds/${roundId}/opening/work`, { stage, over, ...fields })
  for (let done = 0; ;) {
    const taken = await post({ move: 'take', ...(totp && { totp }) })
    const refused = answerOf(taken)
    if (refused) return { at: 'refused', answer: refused }
    const wraps = (taken as { wraps: Wrap[] }).wraps
    if (wraps.length === 0) return { at: 'done', done }
    const { unwrap } = await import('../peels/unwrapping')
    const { peels, keys } = await unwrap(identity, wraps)
    let complete = false
    const batches: (Record<string, string> | false)[] = [
      peels.length > 0 && { move: 'peel', peels: JSON.stringify(peels) },
      keys.length > 0 && { move: 'finish', keys: JSON.stringify(keys) },
    ]
    for (const brought of batches) {
      const answer = brought && (await post(brought))
      const refused = answerOf(answer)
      if (refused) return { at: 'refused', answer: refused }
      complete ||= Boolean(answer && (answer as { opened: boolean }).opened)
    }
    done += wraps.length
    if (complete) return { at: 'done', done }
    tell(done)
  }
}

async function posted(path: string, fields: Record<string, string>): Promise<unknown> {
  const answer = await fetch(path, { method: 'POST', body: new URLSearchParams(fields) })
  return answer.json()
}
