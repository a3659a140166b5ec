import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import type { FieldOf } from '~/web/checked-form'
import { useOrdersTexts } from '../../parts/texts'

/** What stands on an invoice that the tax system has issued, and its files. */
export function PaperFields({ field }: { field: FieldOf }) {
  const texts = useOrdersTexts().invoices
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...field('medium')}
          label={texts.medium}
          options={[
            { value: 'digital', label: texts.media.digital },
            { value: 'paper', label: texts.media.paper },
          ]}
        />
        <DateField {...field('issuedOn')} label={texts.issuedOn} />
        <TextField
          {...field('number')}
          label={texts.number}
          hint={texts.numberHint}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField
          {...field('code')}
          label={texts.code}
          hint={texts.codeHint}
          inputMode="numeric"
          autoComplete="off"
          optional
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <FileDrop {...field('pdf')} label="PDF" accept=".pdf" optional />
        <FileDrop {...field('ofd')} label="OFD" accept=".ofd" optional />
        <FileDrop {...field('xml')} label="XML" accept=".xml" optional />
      </div>
    </>
  )
}
