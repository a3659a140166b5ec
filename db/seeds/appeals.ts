import { sql } from 'kysely'
import { appealSuspension } from '../../app/rounds/qualifications/appeals.server.ts'
import { decideQualification } from '../../app/rounds/qualifications/commands.server.ts'
import { orgId } from './people.ts'
import type { Timeline } from './timeline.ts'

const vendor = 'qilin'

/** One vendor is suspended by an officer and appeals; another officer is to decide. */
export function planAppeals(story: Timeline) {
  const { db, clock, plan, as } = story
  plan(clock.past(4, 14), async () => {
    const { rows } = await sql<{ id: string }>`
      select id from qualifications where vendor_id = ${orgId(vendor)} and state = 'qualified'`.execute(db)
    const reason = '收到举报：交付的操作系统授权与投标所报版本不一致，核查期间停用。'
    await decideQualification(db, await as('officer2'), rows[0]!.id, { move: 'suspend', reason })
  })
  plan(clock.past(2, 11), async () =>
    appealSuspension(
      db,
      await as(`${vendor}Rep`),
      '举报所称的三台设备是企业自行降级安装，授权书与交付记录均为所报版本，附交付清单编号可核对；请恢复资格。',
    ),
  )
}
