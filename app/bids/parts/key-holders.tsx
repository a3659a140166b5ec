import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { Progress } from '~/design/progress'
import { Section } from '~/design/section'
import type { Ceremony } from '../ceremony.server'
import { useBidTexts } from './texts'

type KeyHoldersProps = { keys: NonNullable<Ceremony['keys']>; present: Ceremony['present'] }

/** The three openers with their keys: who is present, who has taken a layer off, and how many envelopes are open. */
export function KeyHolders({ keys: { openers, progress }, present }: KeyHoldersProps) {
  const texts = useBidTexts().opening
  const format = useFormat()
  const zh = useLocale() === 'zh'
  const presentAt = (personId: string) => present.find((at) => at.personId === personId)?.at
  return (
    <Section title={texts.holders} sentence={texts.holdersLead}>
      <ul className="divide-y divide-line border-y border-line">
        {openers.map(({ no, personId, name, organization, organizationEn, recipient }) => {
          const at = presentAt(personId)
          return (
            <li
              key={no}
              className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
            >
              <div className="min-w-0">
                <p>
                  {no}. {name} · {zh ? organization : (organizationEn ?? organization)}
                </p>
                <code className="block truncate text-sm text-ink-soft">{recipient}</code>
              </div>
              <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
                {progress?.firstLayers.includes(no) && <Chip meaning="ok">{texts.layerOff}</Chip>}
                {at ? <Moment at={at} /> : texts.absent}
              </p>
            </li>
          )
        })}
      </ul>
      {progress && progress.sealedToOpeners > 0 && (
        <div className="mt-4">
          <Progress
            phase={texts.openedOf(format.number(progress.opened), format.number(progress.sealedToOpeners))}
            share={progress.opened / progress.sealedToOpeners}
          />
          {progress.broken > 0 && (
            <p className="mt-1 text-sm text-risk">{texts.wrapsBroken(format.number(progress.broken))}</p>
          )}
        </div>
      )}
    </Section>
  )
}
