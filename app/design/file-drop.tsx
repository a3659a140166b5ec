import { forwardRef, useState, type ChangeEvent, type InputHTMLAttributes } from 'react'
import { Field, type FieldProps } from './field'
import { Icon } from './icons'
import { useDesignTexts } from './texts'

type FileDropProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'type' | 'width'>

/** `<FileDrop name="file" label="Evidence" accept=".pdf" multiple />`: the native input fills the area, so dropping needs no script. */
export const FileDrop = forwardRef<HTMLInputElement, FileDropProps>(function FileDrop(
  { name, label, hint, error, optional, id, width, onChange, ...input },
  ref,
) {
  const texts = useDesignTexts()
  const [chosen, setChosen] = useState<string[]>([])
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    setChosen([...(event.target.files ?? [])].map((file) => file.name))
    onChange?.(event)
  }
  return (
    <Field {...{ name, label, hint, error, optional, id, width }}>
      {(wiring) => (
        <div
          className={`relative rounded border border-dashed bg-sunken/40 px-4 py-4 text-center hover:border-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${error ? 'border-risk' : 'border-edge'}`}
        >
          <input
            {...input}
            {...wiring}
            ref={ref}
            type="file"
            onChange={change}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
          <p className="flex flex-wrap items-center justify-center gap-1.5">
            <Icon name="upload" className="size-4 text-ink-soft" />
            <span className="font-medium text-accent">{texts.chooseFiles}</span>
            <span className="text-ink-soft">{texts.orDrop}</span>
          </p>
          <output className="mt-1 block text-sm empty:hidden">
            {chosen.length > 0 && `${texts.filesChosen(chosen.length)}: ${chosen.join(', ')}`}
          </output>
        </div>
      )}
    </Field>
  )
})
