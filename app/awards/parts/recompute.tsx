import { useState } from 'react'
import { Button } from '~/design/button'
import { Code } from '~/design/code'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { linkClass } from '~/design/text-link'
import type { Verification } from '../verify'
import { useAwardTexts } from './texts'

type Outcome = { verification: Verification } | { faults: readonly { message: string }[] } | 'unreachable'

const proofs = ['certificate', 'instance'] as const

/** The award recomputed by whoever reads the page: in the browser from the two published files, or by the command line. */
export function Recompute({ roundId }: { roundId: string }) {
  const texts = useAwardTexts().notice
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  async function recompute() {
    setBusy(true)
    setOutcome(await verifyHere(roundId).catch((): Outcome => 'unreachable'))
    setBusy(false)
  }
  return (
    <Section title={texts.recompute} sentence={texts.recomputeLead}>
      <ul className="mb-4 flex flex-wrap gap-x-6 gap-y-2">
        {proofs.map((name) => (
          <li key={name}>
            <a className={linkClass} href={`/rounds/${roundId}/award/${name}.json`} download>
              {texts.files[name]}
            </a>
          </li>
        ))}
      </ul>
      <div className="space-y-3">
        <Button type="button" icon="check-circle" busy={busy} onClick={recompute}>
          {texts.recomputeHere}
        </Button>
        <div role="status" className="empty:hidden">
          {outcome && <Verdict outcome={outcome} />}
        </div>
        <p className="max-w-prose text-ink-soft">{texts.recomputeElsewhere}</p>
        <Code block copy>
          npm run --silent award -- verify instance.json certificate.json
        </Code>
      </div>
    </Section>
  )
}

async function verifyHere(roundId: string): Promise<Outcome> {
  const [certificate, instance] = await Promise.all(
    proofs.map(async (name): Promise<unknown> => {
      const answer = await fetch(`/rounds/${roundId}/award/${name}.json`)
      if (!answer.ok) throw new Error(answer.statusText)
      return answer.json()
    }),
  )
  const { verifyFiles } = await import('../verifying/files')
  return verifyFiles(instance, certificate)
}

function Verdict({ outcome }: { outcome: Outcome }) {
  const texts = useAwardTexts().notice
  if (outcome === 'unreachable') return <Notice meaning="attention">{texts.unreachable}</Notice>
  if ('faults' in outcome)
    return (
      <Notice meaning="risk" title={texts.unreadable}>
        {outcome.faults[0]?.message}
      </Notice>
    )
  const { ok, errors, optimal, awardHash } = outcome.verification
  if (!ok)
    return (
      <Notice meaning="risk" title={texts.notVerified}>
        {errors.map(({ code, where }) => `${code} ${where}`).join('; ')}
      </Notice>
    )
  return (
    <Notice meaning="ok" title={texts.verified}>
      {optimal ? texts.optimal : texts.feasible} <code className="break-all">{awardHash}</code>
    </Notice>
  )
}
