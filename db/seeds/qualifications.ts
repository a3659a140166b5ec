import type { Kysely } from 'kysely'
import { storeFile } from '../../app/kernel/files.server.ts'
import { dayOf } from '../../app/kernel/workdays.ts'
import type { Database } from '../schema.ts'
import { vendors } from './cast/vendors.ts'
import { orgId, personId } from './people.ts'
import { type Clock, idOn, insertAll } from './telling.ts'

type Response = { value: string | null; fileId: string | null }
type Files = { license: string; proof: string }

// Vendors that are the right holders of what they supply; the others resell.
const holders = ['jinshanxing', 'anxun', 'tuxing', 'qilin']
// One about to expire, one being reviewed with a finding to it, one that has expired and answers anew; the others are
// good for a year.
const ending = 'zhongdun'
const reviewed = 'qihang'
const renewing = 'huaxin'

/** Every vendor's standing for all rounds, with what it answered to each requirement and the papers that prove it. */
export async function seedQualifications(db: Kysely<Database>, clock: Clock) {
  const told = await Promise.all(
    vendors.map(async (vendor) => ({
      key: vendor.key,
      id: idOn(396, 'qualification', vendor.key),
      files: await papers(db, vendor),
    })),
  )
  const lately = dayOf(clock.past(20))
  await insertAll(
    db,
    'vendorResponses',
    told.flatMap(({ key, files }) =>
      Object.entries(responsesOf(key, files)).map(([requirement, response]) => ({
        vendorId: orgId(key),
        requirement,
        ...response,
        ...(key === renewing && requirement === 'license-until' && { value: lately }),
        at: clock.past(key === reviewed ? 3 : 275, 15),
      })),
    ),
  )
  await insertAll(
    db,
    'qualifications',
    told.map(({ key, id, files }) => ({
      id,
      vendorId: orgId(key),
      criteriaVersion: 1,
      state: stateOf(key),
      responses: JSON.stringify(responsesOf(key, files)),
      validUntil:
        key === reviewed
          ? null
          : key === renewing
            ? clock.past(4, 17)
            : clock.ahead(key === ending ? 13 : 190),
      appliedAt: clock.past(key === reviewed ? 3 : 275, 15.5),
    })),
  )
  await insertAll(
    db,
    'qualificationEvidence',
    told.flatMap(({ id, files }) => Object.values(files).map((fileId) => ({ qualificationId: id, fileId }))),
  )
  const { id, files } = told.find(({ key }) => key === reviewed)!
  const responses = responsesOf(reviewed, files)
  const found = (requirement: string, note: string | null) => ({
    qualificationId: id,
    requirement,
    response: JSON.stringify(responses[requirement]),
    met: note === null,
    note,
    by: personId('officer'),
    at: clock.past(1, 16),
  })
  await insertAll(db, 'requirementReviews', [
    found('license-until', null),
    found('no-offense', null),
    found('works', '所附合同没有盖章页，请补全'),
  ])
}

const stateOf = (key: string) =>
  key === reviewed ? ('in_review' as const) : key === renewing ? ('expired' as const) : ('qualified' as const)

async function papers(db: Kysely<Database>, { key, name }: (typeof vendors)[number]): Promise<Files> {
  const paper = async (title: string, text: string) => {
    const bytes = Buffer.from(`${title}\n${name}\n${text}\n`)
    return (await storeFile(db, { name: `${title}.txt`, bytes, orgId: orgId(key), personId: null })).id
  }
  return {
    license: await paper('营业执照', '营业期限：长期'),
    proof: holders.includes(key)
      ? await paper('软件著作权登记证书与供货合同', '著作权人：本单位')
      : await paper('授权书与供货合同', '权利人授权经销，范围：本市'),
  }
}

function responsesOf(key: string, { license, proof }: Files): Record<string, Response> {
  const answer = (value: string, fileId: string | null = null) => ({ value, fileId })
  return {
    'license-until': answer('2099-12-31', license),
    ...(holders.includes(key)
      ? { 'own-work': answer('yes', proof) }
      : {
          authorized: answer('yes', proof),
          'supply-chain': answer('权利人授权总代理，总代理授权本单位，逐单提供授权证明'),
        }),
    'response-hours': answer('4'),
    delivery: answer('收到订单后五个工作日内交付；工作日八小时电话支持'),
    'no-offense': answer('yes'),
    works: answer(key === reviewed ? '1' : '6', proof),
  }
}
