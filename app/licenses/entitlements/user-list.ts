/** A line of a list: whom it names, by asset number or by mail address, and where it stands. */
export type Named = { line: number; name: string }

// What spreadsheets call the first column.
const heads = /^(资产编号|计算机|人员|邮箱|asset( number)?|computer|person|mail|e-mail)$/i

/** Who is to get a unit, from a pasted column or a CSV of which the first column counts: one a line, a head is no name. */
export function readUsers(text: string): Named[] {
  return text.split(/\r\n|\n|\r/).flatMap((row, at) => {
    const [cell = ''] = row.split(/[,;\t，；]/)
    const name = cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replace(/^'/, '')
      .trim()
    return name === '' || (at === 0 && heads.test(name)) ? [] : [{ line: at + 1, name }]
  })
}
