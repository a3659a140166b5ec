import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { type Answer, problemOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'

type AttachedFilesProps = {
  /** Of the section, of the field, and of its button. */
  texts: { title: string; file: string; add: string }
  files: readonly { id: string; name: string }[]
  /** By which move one more is added; null for who only reads. */
  adds: string | null
  answer: Answer | undefined
}

/** Files that belong to a thing, and one more for whoever may add it; nothing where there is neither. */
export function AttachedFiles({ texts, files, adds, answer }: AttachedFilesProps) {
  if (files.length === 0 && adds === null) return null
  return (
    <Section title={texts.title} count={files.length}>
      <ul className="space-y-1">
        {files.map(({ id, name }) => (
          <li key={id} className="break-words">
            <TextLink to={`/files/${id}`} reloadDocument>
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
      {adds !== null && (
        <Form method="post" encType="multipart/form-data" className="mt-3 max-w-md space-y-2">
          <KeyField />
          <input type="hidden" name="move" value={adds} />
          <FileDrop name="file" label={texts.file} error={problemOf(answer, 'file')} />
          <Button size="small">{texts.add}</Button>
        </Form>
      )}
    </Section>
  )
}
