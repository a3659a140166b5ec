import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useJoinTexts } from '../../parts/join-texts'
import type { FoundJoin } from '../queries.server'

type DeedsProps = {
  found: FoundJoin
  may: { sign: boolean; ask: boolean; sell: boolean }
  answer: Answer | undefined
}

/** What may be done with a request by its reader: sign or turn it down at home, confirm or refuse it as the vendor. */
export function JoinDeeds({ found, may, answer }: DeedsProps) {
  const texts = useJoinTexts().show
  const { join, own, sells, within } = found
  if (join.state === 'requested' && own) return <AtHome {...{ found, may, answer }} />
  if (join.state !== 'approved') return null
  return (
    <Section title={texts.facts}>
      <Notice meaning={within ? 'info' : 'attention'}>{within ? texts.within : texts.beyond}</Notice>
      {sells && may.sell && <AtVendor {...{ found, answer }} />}
    </Section>
  )
}

function AtHome({ found: { join, award, hash, within, whyNotSign }, may, answer }: DeedsProps) {
  const texts = useJoinTexts().show
  const format = useFormat()
  const { price } = award.standing
  const amount = format.money(price * BigInt(join.quantity))
  return (
    <Section title={texts.facts}>
      <Notice meaning={within ? 'info' : 'attention'}>{within ? texts.within : texts.beyond}</Notice>
      {whyNotSign && <p className="mt-3 text-ink-soft">{texts.whyNot[whyNotSign]}</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        {may.sign && whyNotSign === null && (
          <ConfirmMove
            move="approve"
            answer={answer}
            verb={texts.approve(amount)}
            title={texts.approveTitle}
            consequences={[
              texts.approveBinds(format.number(join.quantity), format.money(price)),
              texts.approveReserves(amount),
              texts.approveNext,
            ]}
            undo={{ possible: false, words: texts.approveUndo }}
          >
            <input type="hidden" name="hash" value={hash} />
          </ConfirmMove>
        )}
        {may.sign && (
          <ConfirmMove
            move="turn_down"
            look="danger"
            answer={answer}
            verb={texts.turnDown}
            title={texts.turnDownTitle}
            consequences={[texts.turnDownWhat]}
            undo={{ possible: false, words: texts.undo }}
          >
            <MoveReason move="turn_down" answer={answer} label={texts.reason} hint={texts.reasonHint} />
          </ConfirmMove>
        )}
        {may.ask && (
          <ConfirmMove
            move="withdraw"
            look="danger"
            answer={answer}
            verb={texts.withdraw}
            title={texts.withdrawTitle}
            consequences={[texts.withdrawWhat]}
            undo={{ possible: false, words: texts.undo }}
          />
        )}
      </div>
    </Section>
  )
}

function AtVendor({ found: { join, within, comesTo }, answer }: Omit<DeedsProps, 'may'>) {
  const texts = useJoinTexts().show
  const format = useFormat()
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <ConfirmMove
        move="confirm"
        answer={answer}
        verb={texts.confirm}
        title={texts.confirmTitle}
        consequences={[
          texts.confirmWhat(format.number(join.quantity), format.money(comesTo.price)),
          ...(comesTo.reached ? [texts.confirmTier(format.money(comesTo.price))] : []),
        ]}
        undo={{ possible: false, words: texts.undo }}
      />
      {!within && (
        <ConfirmMove
          move="refuse"
          look="danger"
          answer={answer}
          verb={texts.refuse}
          title={texts.refuseTitle}
          consequences={[texts.refuseWhat]}
          undo={{ possible: false, words: texts.undo }}
        >
          <MoveReason move="refuse" answer={answer} label={texts.reason} hint={texts.reasonHint} />
        </ConfirmMove>
      )}
    </div>
  )
}
