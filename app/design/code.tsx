import { CopyButton } from './copy-button'

/** `<Code copy>{text}</Code>`: a code or command to be read exactly, in one line or as a block. */
export function Code({
  children,
  copy = false,
  block = false,
}: {
  children: string
  copy?: boolean
  block?: boolean
}) {
  if (!block)
    return (
      <span className="inline-flex max-w-full items-center gap-1">
        <code className="rounded-sm bg-sunken px-1 font-mono text-sm break-all">{children}</code>
        {copy && <CopyButton text={children} />}
      </span>
    )
  return (
    <div className="relative rounded border border-line bg-sunken">
      <pre tabIndex={0} className={`overflow-x-auto p-3 font-mono text-sm ${copy ? 'mr-10' : ''}`}>
        <code>{children}</code>
      </pre>
      {copy && (
        <div className="absolute top-1 right-1 rounded-sm bg-sunken">
          <CopyButton text={children} />
        </div>
      )}
    </div>
  )
}
