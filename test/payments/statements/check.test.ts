import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

async function check(file: string) {
  const run = promisify(execFile)(process.execPath, ['scripts/statement.ts', 'check', file])
  const { stdout, code }: { stdout: string; code?: number } = await run.catch((error) => error)
  return { exit: code ?? 0, ...JSON.parse(stdout) }
}

test('the command tells what an import would find, and by its exit code whether it could be committed', async () => {
  const good = await check('test/samples/statements/in-out-columns.csv')
  expect(good).toMatchObject({
    exit: 0,
    ok: true,
    layout: 'in-out-columns',
    lines: 3,
    in: '2400001',
    order: 'descending',
  })

  const file = join(tmpdir(), `statement-${process.pid}.csv`)
  await writeFile(file, '交易日期,流水号,收入,支出,余额\n2026-11-24,1,"1,23",,5\n')
  expect(await check(file)).toMatchObject({
    exit: 1,
    ok: false,
    problems: [{ row: 2, column: '收入', code: 'money-grouping' }],
  })

  expect(await check('package.json')).toMatchObject({
    exit: 2,
    ok: false,
    problems: [{ code: 'layout-unknown' }],
  })
  expect(await check('test/no-such-file.csv')).toMatchObject({ exit: 2, ok: false })
})
