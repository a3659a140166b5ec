import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Prose } from '~/design/prose'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { useMediationTexts } from './texts'

type Link = { number: string; body: string; bodyEn: string; endsAt: Date; coded: boolean }
type InvitedPageProps = { link: Link | null; wrong: boolean; answer: Answer | undefined }

/** The plain page of a link without account: who asks, what this is, until when; the matter itself only behind the code. */
export function InvitedPage({ link, wrong, answer }: InvitedPageProps) {
  const { guest: texts } = useMediationTexts()
  const zh = useLocale() === 'zh'
  if (!link)
    return (
      <Empty
        title={texts.over}
        why={texts.overWhy}
        icon="link"
        action={<LinkButton to="/sign-in">{texts.signIn}</LinkButton>}
      />
    )
  return (
    <div className="max-w-2xl">
      <PageHead
        title={texts.title}
        sentence={
          <>
            {texts.lead(zh ? link.body : link.bodyEn, link.number)}
            <span className="mt-1 block">
              {texts.until} <Moment at={new Date(link.endsAt.getTime() - 60_000)} />
            </span>
          </>
        }
      />
      <Section title={texts.what}>
        <Prose>
          <ul>
            {texts.plain.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Prose>
      </Section>
      <Section title={texts.see} sentence={link.coded ? texts.codeSent : texts.seeHint}>
        {wrong && (
          <div className="mb-4">
            <Notice meaning="attention">{texts.wrong}</Notice>
          </div>
        )}
        {link.coded && (
          <MoveForm move="enter" className="mb-4 flex flex-wrap items-end gap-2">
            <TextField
              {...typed(answer, 'code')}
              label={texts.code}
              width="short"
              inputMode="numeric"
              autoComplete="one-time-code"
            />
            <Button look="primary">{texts.enter}</Button>
          </MoveForm>
        )}
        <div className="flex flex-wrap gap-2">
          <MoveForm move="send_code">
            <Button look={link.coded ? 'secondary' : 'primary'}>
              {link.coded ? texts.again : texts.see}
            </Button>
          </MoveForm>
          <ConfirmMove
            move="misdirected"
            verb={texts.wrongAddressee}
            look="quiet"
            title={texts.wrongAddressee}
            consequences={[...texts.wrongWhat]}
            undo={{ possible: false, words: texts.wrongUndo }}
            answer={answer}
          />
          <LinkButton to="/sign-in" look="quiet">
            {texts.signIn}
          </LinkButton>
        </div>
      </Section>
    </div>
  )
}
