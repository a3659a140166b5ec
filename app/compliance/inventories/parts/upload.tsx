import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useInventoryTexts } from '../../parts/texts'
import { uploadForm } from '../form'

/** Takes one file or many, of any format; what each is, its bytes will tell. */
export function Upload({ answer }: { answer: unknown }) {
  const texts = useInventoryTexts().upload
  return (
    <CheckedForm
      form={uploadForm}
      answer={answerOf(answer)}
      encType="multipart/form-data"
      className="max-w-2xl space-y-3"
    >
      {(field, busy) => (
        <>
          <FileDrop {...field('files')} label={texts.label} hint={texts.hint} multiple width="full" />
          <Button icon="upload" busy={busy}>
            {texts.submit}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}
