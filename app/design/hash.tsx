import { CopyButton } from './copy-button'

/** `<Hash value={sha256} />`: a digest in groups of eight, to be compared by eye; `short` shows both ends. */
export function Hash({ value, short = false }: { value: string; short?: boolean }) {
  const groups = short ? [value.slice(0, 8), '…', value.slice(-8)] : (value.match(/.{1,8}/g) ?? [])
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1">
      <code title={short ? value : undefined} className="flex flex-wrap gap-x-1.5 font-mono text-sm">
        {groups.map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </code>
      <CopyButton text={value} />
    </span>
  )
}
