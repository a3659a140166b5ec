import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Software } from '~/catalog/parts/software-name'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useInventoryTexts, usePackTexts } from '../../parts/texts'
import type { CommonAlias, Contradiction } from '../queries.server'

type CommonAliasesProps = {
  aliases: readonly CommonAlias[]
  contradictions: readonly Contradiction[]
  manages: boolean
  answer: Answer | undefined
}

const meanings = { offered: 'attention', frozen: 'risk', active: 'ok' } as const

/** Names that two organizations confirmed alike: what they say it is, who backs it, what its release would reach. */
export function CommonAliases({ aliases, contradictions, manages, answer }: CommonAliasesProps) {
  const texts = usePackTexts()
  if (aliases.length === 0)
    return <Empty title={texts.noAliases} why={texts.noAliasesWhy} icon="check-circle" />
  return (
    <ul className="divide-y divide-line border-y border-line">
      {aliases.map((alias) => (
        <li key={alias.id} className="grid gap-x-8 gap-y-2 py-3 lg:grid-cols-[minmax(0,1fr)_auto]">
          <div className="min-w-0">
            <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
              <span className="font-medium break-words">{alias.title}</span>
              {alias.publisher && <span className="text-ink-soft">{alias.publisher}</span>}
              <Chip meaning={meanings[alias.state as 'offered']}>
                {texts.aliasState[alias.state as 'offered']}
              </Chip>
            </p>
            <p className="mt-0.5">
              {texts.is} <Said {...alias} />
            </p>
            <p className="mt-0.5 text-sm text-ink-soft">
              {texts.backed(alias.backing, alias.against)} ·{' '}
              {texts.reach(alias.enterprises, alias.waiting, alias.computers)}
            </p>
            {contradictions
              .filter(({ aliasId }) => aliasId === alias.id)
              .map((other, at) => (
                <p key={at} className="mt-0.5 text-sm text-risk">
                  {texts.otherwise(other.organizations)} <Said {...other} />
                </p>
              ))}
          </div>
          {manages && <Moves alias={alias} answer={answer} />}
        </li>
      ))}
    </ul>
  )
}

type SaidProps = Pick<
  CommonAlias,
  'class' | 'nameZh' | 'nameEn' | 'slug' | 'edition' | 'editionEn' | 'release'
>

function Said({ class: kind, edition, editionEn, release, ...product }: SaidProps) {
  const classes: Record<string, string> = useInventoryTexts().classes
  if (product.slug === null) return <span className="font-medium">{classes[kind]}</span>
  return (
    <span className="font-medium">
      <Software product={product} edition={edition} editionEn={editionEn} release={release} />
    </span>
  )
}

function Moves({ alias, answer }: { alias: CommonAlias; answer: Answer | undefined }) {
  const texts = usePackTexts()
  const { id, title, state, waiting, computers } = alias
  const mine = answer?.values.aliasId === id ? answer : undefined
  const named = <input type="hidden" name="aliasId" value={id} />
  return (
    <div className="flex flex-wrap items-start gap-2">
      {state === 'offered' && (
        <ConfirmMove
          move="accept"
          id={`accept-${id}`}
          verb={texts.release}
          title={texts.releaseTitle(title)}
          consequences={[texts.releaseWhat(waiting, computers), texts.releaseKeeps]}
          undo={{ possible: false, words: texts.releaseUndo }}
          answer={mine}
        >
          {named}
        </ConfirmMove>
      )}
      {state === 'frozen' && (
        <ConfirmMove
          move="reoffer"
          id={`reoffer-${id}`}
          verb={texts.reoffer}
          look="secondary"
          title={texts.reofferTitle(title)}
          consequences={texts.reofferWhat}
          undo={{ possible: true, words: texts.reofferUndo }}
          answer={mine}
        >
          {named}
          <MoveReason move="reoffer" id={`reoffer-${id}`} answer={mine} label={texts.why} maxLength={600} />
        </ConfirmMove>
      )}
      {state !== 'active' && (
        <ConfirmMove
          move="refuse"
          id={`refuse-${id}`}
          verb={texts.refuse}
          look="secondary"
          title={texts.refuseTitle(title)}
          consequences={texts.refuseWhat}
          undo={{ possible: false, words: texts.refuseUndo }}
          answer={mine}
        >
          {named}
          <MoveReason move="refuse" id={`refuse-${id}`} answer={mine} label={texts.why} maxLength={600} />
        </ConfirmMove>
      )}
    </div>
  )
}
