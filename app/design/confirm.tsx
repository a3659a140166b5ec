import { Form, Link, useLocation } from '@remix-run/react'
import { useEffect, type MouseEvent, type ReactNode } from 'react'
import { Button, buttonClass, type Look } from './button'
import { Dialog, useDialog } from './dialog'
import { Icon, type IconName } from './icons'
import { withParams } from './search-params'
import { useDesignTexts } from './texts'

type ConfirmProps = {
  /** Unique on the page; `?confirm=id` shows the dialog where no script runs. */
  id: string
  /** The button's words here and in the dialog: the verb and its object. */
  verb: string
  look?: Look
  icon?: IconName
  /** The question. */
  title: string
  /** What will happen, and to whom; one sentence each. */
  consequences: readonly ReactNode[]
  /** Whether and how it can be undone. */
  undo: { possible: boolean; words: string }
  /** Posted as `name=value`. */
  name?: string
  value: string
  action?: string
  /** Takes a file among its fields. */
  files?: boolean
  /** Hidden inputs of the form. */
  hidden?: ReactNode
  /** A reason, a second person, a step-up: fields inside the form. */
  children?: ReactNode
  /** The last post was refused for something inside the dialog (a wrong code): it stays open. */
  stayOpen?: boolean
  /** A button that is disabled says why. */
  whyNot?: string | null
}

/** `<Confirm id="open" verb="Open 9 bids" title consequences undo value="open" />`: a button whose deed is explained before it is done. */
export function Confirm(props: ConfirmProps) {
  const { id, verb, look = 'primary', icon, stayOpen = false, whyNot } = props
  const { key, search } = useLocation()
  const open = stayOpen || new URLSearchParams(search).get('confirm') === id
  const dialog = useDialog()
  const { show, close } = dialog
  useEffect(() => (open ? show() : close()), [open, key, show, close])
  if (whyNot) return <Refused verb={verb} look={look} icon={icon} whyNot={whyNot} />
  const ask = (event: MouseEvent) => {
    event.preventDefault()
    show()
  }
  return (
    <>
      <Link
        to={withParams(search, { confirm: id })}
        preventScrollReset
        role="button"
        aria-haspopup="dialog"
        onClick={ask}
        className={buttonClass(look)}
      >
        {icon && <Icon name={icon} />}
        {verb}
      </Link>
      <Dialog ref={dialog.ref} title={props.title} open={open}>
        <Decision {...props} />
      </Dialog>
    </>
  )
}

// Among several on a page the button is secondary; once asked, it is the deed.
const inside: Partial<Record<Look, Look>> = { danger: 'danger-strong', secondary: 'primary' }

function Decision({
  id,
  verb,
  look = 'primary',
  consequences,
  undo,
  name = 'move',
  value,
  action,
  files,
  hidden,
  children,
}: ConfirmProps) {
  const texts = useDesignTexts()
  return (
    <>
      <Form
        method="post"
        action={action}
        id={`${id}-form`}
        encType={files ? 'multipart/form-data' : undefined}
      >
        {hidden}
        <ul className="space-y-1.5">
          {consequences.map((consequence, index) => (
            <li key={index} className="flex gap-2">
              <Icon name="arrow-right" className="mt-1 size-3.5 text-ink-soft" />
              <span className="min-w-0">{consequence}</span>
            </li>
          ))}
          <li className={`flex gap-2 font-medium ${undo.possible ? 'text-ink-soft' : 'text-attention'}`}>
            <Icon name={undo.possible ? 'undo' : 'alert'} className="mt-1 size-3.5" />
            <span className="min-w-0">{undo.words}</span>
          </li>
        </ul>
        {children && <div className="mt-4 space-y-4">{children}</div>}
      </Form>
      <form method="dialog" className="mt-5 flex flex-wrap justify-end gap-2 max-sm:*:flex-1">
        <Button look="secondary" data-first>
          {texts.cancel}
        </Button>
        <Button form={`${id}-form`} look={inside[look] ?? look} name={name} value={value}>
          {verb}
        </Button>
      </form>
    </>
  )
}

function Refused({ verb, look, icon, whyNot }: Pick<ConfirmProps, 'verb' | 'look' | 'icon' | 'whyNot'>) {
  return (
    <div className="max-w-72">
      <Button type="button" look={look} icon={icon} disabled>
        {verb}
      </Button>
      <p className="mt-1 text-sm text-ink-soft">{whyNot}</p>
    </div>
  )
}
