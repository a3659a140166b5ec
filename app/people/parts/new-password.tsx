import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { newPasswordForm } from '../form'
import { usePeopleTexts } from './texts'

/** Behind a one-time link: choose a password, or learn that the link is over. */
export function NewPassword({
  over,
  lead,
  answer,
  submit,
}: {
  over: boolean
  lead: string
  answer: Answer | undefined
  submit: string
}) {
  const { invitation, register, signIn } = usePeopleTexts()
  if (over)
    return (
      <Empty
        title={invitation.over}
        why={invitation.overWhy}
        action={<LinkButton to="/sign-in">{signIn.submit}</LinkButton>}
      />
    )
  return (
    <div className="mx-auto max-w-sm py-8">
      <PageHead title={invitation.password} sentence={lead} />
      <CheckedForm form={newPasswordForm} answer={answer}>
        {(field, busy) => (
          <>
            <TextField
              {...field('password')}
              type="password"
              label={invitation.password}
              hint={register.passwordHint}
              autoComplete="new-password"
            />
            <Button look="primary" busy={busy}>
              {submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </div>
  )
}
