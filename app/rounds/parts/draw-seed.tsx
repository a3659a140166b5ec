import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { bytesToHex } from '@noble/hashes/utils.js'
import { type FormEvent, useState } from 'react'
import { Button } from '~/design/button'
import { FormSummary } from '~/design/form-summary'
import { Scripted, useAlive } from '~/design/scripted'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { KeyField } from '~/web/key-field'
import { beforeNotice } from '../sealing/envelope'
import type { SeedItem } from '../seed'
import { useRoundsTexts } from './texts'

type DrawSeedProps = {
  round: string
  author: string
  /** of the draft's openers, in the order of their numbers; empty while a key is missing */
  recipients: readonly string[]
  sealed: boolean
  answer: Answer | undefined
}

/** The lottery among equals and the salt of buyers' codes: drawn here, sealed to the openers, known to nobody. */
export function DrawSeed({ round, author, recipients, sealed, answer }: DrawSeedProps) {
  const texts = useRoundsTexts().wizard.seed
  const submit = useSubmit()
  const posting = useNavigation().state !== 'idle'
  const [working, setWorking] = useState(false)
  const alive = useAlive()
  const refusal = answer?.refusal ?? null
  const stepUp = refusal?.field === 'totp'
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const posted = new FormData(event.currentTarget)
    setWorking(true)
    posted.set('sealed', await sealedSeed(round, author, recipients).finally(() => setWorking(false)))
    submit(posted, { method: 'post' })
  }
  return (
    <Section title={texts.title} sentence={sealed ? texts.sealed : texts.lead}>
      {recipients.length < 3 ? (
        <p className="text-ink-soft">{texts.keysMissing}</p>
      ) : (
        <Scripted without={texts.scripts}>
          <Form method="post" className="space-y-4" onSubmit={(event) => void onSubmit(event)}>
            <KeyField />
            <input type="hidden" name="move" value="seed" />
            <FormSummary refusal={refusal && !stepUp ? { what: refusal.sentence } : null} />
            {stepUp && <StepUpField error={refusal.sentence} />}
            <Button icon="lock" busy={working || posting} disabled={!alive}>
              {sealed ? texts.drawAgain : texts.draw}
            </Button>
          </Form>
        </Scripted>
      )}
    </Section>
  )
}

/** The envelope of a seed that this browser draws, sealed to the openers. */
export async function sealedSeed(round: string, author: string, recipients: readonly string[]) {
  const { makeKey, sealForOpeners } = await import('../sealing/age')
  const secret = () => bytesToHex(crypto.getRandomValues(new Uint8Array(32)))
  const body: SeedItem = { format: 'seed/1', seed: secret(), codeSalt: secret() }
  // The officer keeps nothing: the key of recovery is forgotten at once, as what was drawn is.
  const { recipient } = await makeKey()
  const place = { round, noticeHash: beforeNotice, kind: 'seed', lot: null, author } as const
  const salt = crypto.getRandomValues(new Uint8Array(32))
  return (await sealForOpeners(place, body, recipients, recipient, salt))!.envelope
}
