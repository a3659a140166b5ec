import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

/** Scans of an order that one side has uploaded, the newest first. */
export const listScans = (db: Db, orderId: string, side: 'enterprise' | 'vendor') =>
  db
    .selectFrom('sealedScans')
    .select(['id', 'state', 'hash', 'fileId', 'sentAt', 'decidedAt', 'reason'])
    .where('orderId', '=', orderId)
    .where('side', '=', side)
    .orderBy('id', 'desc')
    .execute()

/** Scans that wait for the office, the oldest first, each beside the contract whose paper it is. */
export const listScansToCheck = (db: Db) =>
  db
    .selectFrom('sealedScans')
    .innerJoin('orders', 'orders.id', 'sealedScans.orderId')
    .innerJoin('contracts', 'contracts.id', 'sealedScans.contractId')
    .innerJoin('organizations', (join) =>
      join.on((on) =>
        on.or([
          on.and([
            on('sealedScans.side', '=', 'enterprise'),
            on('organizations.id', '=', on.ref('orders.enterpriseId')),
          ]),
          on.and([
            on('sealedScans.side', '=', 'vendor'),
            on('organizations.id', '=', on.ref('orders.vendorId')),
          ]),
        ]),
      ),
    )
    .leftJoin('persons', 'persons.id', 'sealedScans.sentBy')
    .where('sealedScans.state', '=', 'sent')
    .where('orders.state', '=', 'placed')
    .select([
      'sealedScans.id',
      'sealedScans.orderId',
      'sealedScans.side',
      'sealedScans.hash',
      'sealedScans.fileId',
      'sealedScans.sentAt',
      'orders.number as orderNumber',
      'contracts.number as contractNumber',
      'contracts.version',
      'organizations.name',
      'organizations.nameEn',
      'persons.name as sender',
    ])
    .orderBy('sealedScans.id')
    .execute()
