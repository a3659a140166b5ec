/** Organization numbers side by side, to be compared by eye. */
export function Codes({ codes }: { codes: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1">
      {codes.map((code) => (
        <li key={code}>
          <code className="figure text-sm">{code}</code>
        </li>
      ))}
    </ul>
  )
}
