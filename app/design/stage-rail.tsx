import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons'
import { Moment } from './moment'
import { useDesignTexts } from './texts'

export type Stage = {
  label: string
  state: 'done' | 'now' | 'next' | 'missed'
  at?: Date
  /** Who acts. */
  who?: string
  note?: ReactNode
}

/** `<StageRail stages={[{ label, state, at, who }]} />`: where a thing stands between its first and its last stage. */
export function StageRail({ stages }: { stages: readonly Stage[] }) {
  const texts = useDesignTexts()
  const words = {
    done: texts.stageDone,
    now: texts.stageNow,
    next: texts.stageNext,
    missed: texts.stageMissed,
  }
  return (
    <ol aria-label={texts.stages} className="mb-6 flex flex-col md:flex-row">
      {stages.map(({ label, state, at, who, note }, index) => (
        <li
          key={label}
          aria-current={state === 'now' ? 'step' : undefined}
          className="relative flex min-w-0 gap-3 pb-4 last:pb-0 md:flex-1 md:flex-col md:gap-1.5 md:pb-0"
        >
          {index < stages.length - 1 && (
            <span
              aria-hidden
              className={`absolute max-md:top-5 max-md:bottom-0 max-md:left-[0.5625rem] max-md:w-0.5 md:top-[0.5625rem] md:right-0 md:left-5 md:h-0.5 ${state === 'done' ? 'bg-accent' : 'bg-line'}`}
            />
          )}
          <span
            className={`relative flex size-5 shrink-0 items-center justify-center rounded-full border-2 ${dots[state]}`}
          >
            {icons[state] && <Icon name={icons[state]} className="size-3" />}
            <span className="sr-only">{words[state]}</span>
          </span>
          <div className="min-w-0 md:pr-4">
            <p
              className={
                state === 'now' ? 'font-semibold' : state === 'next' ? 'text-ink-soft' : 'font-medium'
              }
            >
              {label}
            </p>
            <p className="text-sm text-ink-soft">
              {at && <Moment at={at} />}
              {at && who && ' · '}
              {who}
            </p>
            {note && <p className="text-sm">{note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}

const dots = {
  done: 'border-accent bg-accent text-on-accent',
  now: 'border-accent bg-surface text-accent',
  next: 'border-line bg-surface text-ink-soft',
  missed: 'border-risk bg-risk-soft text-risk',
}

const icons: Record<Stage['state'], IconName | null> = {
  done: 'check',
  now: 'circle',
  next: null,
  missed: 'cross',
}
